package org.vipagent.simulation;

import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.node.NodeEffect;

/** One rule that holds at every instant, whatever goes wrong. Told of everything; looks for itself after each event. */
interface SafetyCheck {
    /** An event has happened. */
    default void afterEvent(long now) {}

    /** An instance's mastership began, or ended with epoch 0. */
    default void mastership(SimMachine machine, int instance, long epoch) {}

    /** A node wants a step carried out. */
    default void stepRequested(SimProcess process, NodeEffect.ExecuteStep request) {}

    /** The worker is about to send a step's first request. */
    default void stepBegins(SimProcess process, NodeEffect.ExecuteStep request) {}

    /**
     * A request has reached the zone, which has not carried it out yet.
     *
     * @param awaited whether its sender still waits for the answer
     */
    default void apiCall(SimCloud.Sender sender, ApiCall call, boolean awaited) {}

    /** The zone has handled a request. */
    default void zoneTouched() {}
}
