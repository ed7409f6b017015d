/**
 * {@code ./dev bench cloud}: how long a failover takes in the cloud, beside a script that makes the same calls one by
 * one. On a clock of its own, and once over HTTP. How to run and read it: docs/guides/benchmarks.md.
 */
package org.vipagent.integration.cloudbench;
