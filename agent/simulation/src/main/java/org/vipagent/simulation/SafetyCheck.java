package org.vipagent.simulation;

import org.vipagent.cloud.Observation;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.simulator.ZoneAnswer;
import org.vipagent.node.NodeEffect;
import org.vipagent.node.NodeEvent;

/** One rule that holds at every instant, whatever goes wrong. Told of everything; looks for itself after each event. */
interface SafetyCheck {
    /** An event has happened. */
    default void afterEvent(long now) {}

    /** An instance's mastership began, or ended with epoch 0. */
    default void mastership(SimMachine machine, int instance, long epoch) {}

    /** A mastership goes on, and a reload has given its writes another ticket: those of the former one have ended. */
    default void ticket(SimMachine machine, int instance, long ticket) {}

    /** A planned stop is asked for. */
    default void stopRequested(SimProcess process) {}

    /** A process is told to take its file over as it is now. */
    default void reloaded(SimProcess process) {}

    /** A process is told that its machine's clocks show a pause. */
    default void resumed(SimProcess process) {}

    /**
     * A process reads a packet of another node, or its own that came back.
     *
     * @param instance by its VRID
     */
    default void heard(SimProcess process, SimMachine sender, int instance) {}

    /** An advert leaves a process; whether it gets anywhere is another matter. */
    default void sent(SimProcess process, NodeEffect.SendPacket packet) {}

    /** A gratuitous announcement leaves a process. */
    default void announced(SimProcess process, NodeEffect.AnnounceAddresses announcement) {}

    /** A process writes something into its journal. */
    default void journalled(SimProcess process, NodeEvent event) {}

    /** A node wants a stage carried out. */
    default void stageRequested(SimProcess process, NodeEffect.ExecuteStage request) {}

    /** The worker is about to carry it out. */
    default void stageBegins(SimProcess process, NodeEffect.ExecuteStage request) {}

    /** A process begins to look at the cloud. */
    default void lookBegins(SimProcess process, NodeEffect.LookAtCloud request) {}

    /** A look is over. */
    default void looked(SimProcess process, NodeEffect.LookAtCloud request, Observation seen) {}

    /** A stage has come to its end, and none of its answers is waited for any more. */
    default void stageEnds(SimProcess process, NodeEffect.ExecuteStage request) {}

    /** A process is gone, killed or at the end of a planned stop. */
    default void processEnded(SimProcess process) {}

    /** One of a stage's writes leaves the process. */
    default void writeSent(SimProcess process, NodeEffect.ExecuteStage request, ApiCall call) {}

    /**
     * A request has reached the zone, which has not carried it out yet.
     *
     * @param awaited whether its sender still waits for the answer
     */
    default void apiCall(SimCloud.Sender sender, ApiCall call, boolean awaited) {}

    /** The zone has answered a request, which says nothing of whether the answer gets anywhere. */
    default void carriedOut(ApiCall call, ZoneAnswer answer) {}

    /** The zone has handled a request. */
    default void zoneTouched() {}
}
