/**
 * A CloudStack zone that fits into a test: a pure model of one zone, and a thin HTTP server that speaks CloudStack's
 * API on it.
 *
 * <p>The {@linkplain org.vipagent.cloud.simulator.Zone model} has no clock, thread or socket and may be driven on a
 * virtual clock; the {@linkplain org.vipagent.cloud.simulator.SimulatorServer server} checks signatures and advances
 * the model by the wall clock. What it answers, refuses and gets wrong is taken from recordings of a live management
 * server, which the tests replay. {@linkplain org.vipagent.cloud.simulator.Faults Faults} make it fail on purpose.
 */
package org.vipagent.cloud.simulator;
