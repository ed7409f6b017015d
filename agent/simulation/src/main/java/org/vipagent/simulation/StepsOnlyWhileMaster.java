package org.vipagent.simulation;

import org.vipagent.node.NodeEffect;

/** No step is asked for, or begun, but under the mastership that planned it. One that has begun may finish. */
final class StepsOnlyWhileMaster implements SafetyCheck {
    private final Watch watch;

    StepsOnlyWhileMaster(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void stepRequested(SimProcess process, NodeEffect.ExecuteStep request) {
        demandCurrent(process, request, "asks for");
    }

    @Override
    public void stepBegins(SimProcess process, NodeEffect.ExecuteStep request) {
        demandCurrent(process, request, "sends");
    }

    private void demandCurrent(SimProcess process, NodeEffect.ExecuteStep request, String does) {
        long epoch = process.standing().epoch(process.standing().indexOf(request.instance()));
        if (epoch == 0 || epoch != request.ticket()) {
            watch.report(
                    "steps only while master",
                    process.machine().name() + " " + does + " '"
                            + request.step().describe() + "' of mastership " + request.ticket()
                            + (epoch == 0 ? " and is not master" : " and is in mastership " + epoch));
        }
    }
}
