package org.vipagent.simulation;

import org.vipagent.node.NodeEffect;

/** No stage is asked for but under the mastership that planned it. Of its writes {@link LateSteps} takes care. */
final class StepsOnlyWhileMaster implements SafetyCheck {
    private final Watch watch;

    StepsOnlyWhileMaster(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void stageRequested(SimProcess process, NodeEffect.ExecuteStage request) {
        long epoch = process.standing().epoch(process.standing().indexOf(request.instance()));
        if (epoch == 0 || epoch != request.ticket()) {
            String step = request.stage().steps().get(0).describe();
            watch.report(
                    "steps only while master",
                    process.machine().name() + " asks for '" + step + "' of mastership " + request.ticket()
                            + (epoch == 0 ? " and is not master" : " and is in mastership " + epoch));
        }
    }
}
