package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.simulator.ZoneAnswer;
import org.vipagent.node.NodeEffect;
import org.vipagent.node.NodeEvent;

/** Passes on what happens to all the safety checks, and keeps what they found. */
final class Watch {
    private final Timeline timeline;
    private final List<SafetyCheck> checks = new ArrayList<>();
    /** The first of each rule, in the order in which they were found. */
    private final Map<String, Violation> violations = new LinkedHashMap<>();

    Watch(Timeline timeline) {
        this.timeline = timeline;
    }

    void add(SafetyCheck check) {
        checks.add(check);
    }

    /** The first that was found. */
    Optional<Violation> violation() {
        return violations.values().stream().findFirst();
    }

    /** The first of each rule, in the order in which they were found. */
    List<Violation> violations() {
        return List.copyOf(violations.values());
    }

    boolean isViolated() {
        return !violations.isEmpty();
    }

    void report(String rule, String text) {
        violations.putIfAbsent(rule, new Violation(rule, timeline.now(), text));
    }

    void afterEvent() {
        long now = timeline.now();
        for (int i = 0; i < checks.size(); i++) {
            checks.get(i).afterEvent(now);
        }
    }

    void mastership(SimMachine machine, int instance, long epoch) {
        checks.forEach(check -> check.mastership(machine, instance, epoch));
    }

    void ticket(SimMachine machine, int instance, long ticket) {
        checks.forEach(check -> check.ticket(machine, instance, ticket));
    }

    void stopRequested(SimProcess process) {
        checks.forEach(check -> check.stopRequested(process));
    }

    void reloaded(SimProcess process) {
        checks.forEach(check -> check.reloaded(process));
    }

    void sent(SimProcess process, NodeEffect.SendPacket packet) {
        for (int i = 0; i < checks.size(); i++) {
            checks.get(i).sent(process, packet);
        }
    }

    void resumed(SimProcess process) {
        checks.forEach(check -> check.resumed(process));
    }

    void heard(SimProcess process, SimMachine sender, int instance) {
        for (int i = 0; i < checks.size(); i++) {
            checks.get(i).heard(process, sender, instance);
        }
    }

    void announced(SimProcess process, NodeEffect.AnnounceAddresses announcement) {
        checks.forEach(check -> check.announced(process, announcement));
    }

    void journalled(SimProcess process, NodeEvent event) {
        checks.forEach(check -> check.journalled(process, event));
    }

    void stageRequested(SimProcess process, NodeEffect.ExecuteStage request) {
        checks.forEach(check -> check.stageRequested(process, request));
    }

    void stageBegins(SimProcess process, NodeEffect.ExecuteStage request) {
        checks.forEach(check -> check.stageBegins(process, request));
    }

    void lookBegins(SimProcess process, NodeEffect.LookAtCloud request) {
        checks.forEach(check -> check.lookBegins(process, request));
    }

    void looked(SimProcess process, NodeEffect.LookAtCloud request, Observation seen) {
        checks.forEach(check -> check.looked(process, request, seen));
    }

    void stageEnds(SimProcess process, NodeEffect.ExecuteStage request) {
        checks.forEach(check -> check.stageEnds(process, request));
    }

    void processEnded(SimProcess process) {
        checks.forEach(check -> check.processEnded(process));
    }

    void writeSent(SimProcess process, NodeEffect.ExecuteStage request, ApiCall call) {
        checks.forEach(check -> check.writeSent(process, request, call));
    }

    void apiCall(SimCloud.Sender sender, ApiCall call, boolean awaited) {
        checks.forEach(check -> check.apiCall(sender, call, awaited));
    }

    void carriedOut(ApiCall call, ZoneAnswer answer) {
        checks.forEach(check -> check.carriedOut(call, answer));
    }

    void zoneTouched() {
        checks.forEach(SafetyCheck::zoneTouched);
    }
}
