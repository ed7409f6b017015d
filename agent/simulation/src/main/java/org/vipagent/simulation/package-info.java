/**
 * A whole cluster on one virtual clock: real nodes, a network, kernels and a cloud that fail on purpose, and checks
 * that look after every event whether what happened was allowed. One seed draws everything, so each run can be
 * repeated.
 *
 * <p>{@link org.vipagent.simulation.SimWorld} is the world, {@link org.vipagent.simulation.Chaos} breaks it, {@link
 * org.vipagent.simulation.Scenario} runs one seed in two phases: under fire nothing forbidden may happen, and once
 * healed everything must come right within a bound. {@link org.vipagent.simulation.Story} plays a script instead of a
 * seed.
 */
package org.vipagent.simulation;
