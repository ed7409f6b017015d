/**
 * How long the address is silent, how long two hold it, and what holding costs: vipagent, keepalived and FRR on the
 * same machine in the same run. How to run and read it: docs/guides/benchmarks.md.
 */
package org.vipagent.integration.bench;
