package org.vipagent.simulation;

import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.node.NodeEffect;

/**
 * No stage is asked for, and none of its writes is sent, but under the mastership that planned it. What is in flight
 * when that ends may still have its effect.
 */
final class StepsOnlyWhileMaster implements SafetyCheck {
    private final Watch watch;

    StepsOnlyWhileMaster(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void stageRequested(SimProcess process, NodeEffect.ExecuteStage request) {
        demandCurrent(
                process, request, "asks for '" + request.stage().steps().get(0).describe() + "'");
    }

    @Override
    public void writeSent(SimProcess process, NodeEffect.ExecuteStage request, ApiCall call) {
        demandCurrent(process, request, "sends " + call.command());
    }

    private void demandCurrent(SimProcess process, NodeEffect.ExecuteStage request, String does) {
        long epoch = process.standing().epoch(process.standing().indexOf(request.instance()));
        if (epoch == 0 || epoch != request.ticket()) {
            watch.report(
                    "steps only while master",
                    process.machine().name() + " " + does + " of mastership " + request.ticket()
                            + (epoch == 0 ? " and is not master" : " and is in mastership " + epoch));
        }
    }
}
