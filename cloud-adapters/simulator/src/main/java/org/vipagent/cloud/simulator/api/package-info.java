/**
 * The words of the API: commands with their parameters, requests, refusals, pages, signatures, and whose things are
 * whose. Pure values; what they mean is in the commands.
 */
package org.vipagent.cloud.simulator.api;
