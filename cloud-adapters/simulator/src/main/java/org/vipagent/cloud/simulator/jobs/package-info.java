/** Asynchronous jobs: when their parts run, how they end, and the queue in which those of one network may wait. */
package org.vipagent.cloud.simulator.jobs;
