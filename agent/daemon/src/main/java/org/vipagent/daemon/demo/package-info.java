/**
 * {@code vipagent demo}: the story of a failover, told as it happens. Two agents, real packets, real addresses, a
 * simulated cloud that follows, and a client whose unanswered questions are the measure.
 *
 * <p>The {@link org.vipagent.daemon.demo.Story} is data; a {@link org.vipagent.daemon.demo.Stage} is where it plays, a
 * {@link org.vipagent.daemon.demo.Narrator} how it is told.
 */
package org.vipagent.daemon.demo;
