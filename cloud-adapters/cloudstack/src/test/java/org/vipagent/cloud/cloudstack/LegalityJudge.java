package org.vipagent.cloud.cloudstack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;

/**
 * Tells whether a plan is legal: whether a server would accept each of its steps, in whichever order those of one stage
 * arrive, and whether what only this agent would bring back is brought back.
 */
final class LegalityJudge {
    private final List<String> offences = new ArrayList<>();
    private TinyCloud cloud;

    private LegalityJudge(TinyCloud cloud) {
        this.cloud = cloud.copy();
    }

    static List<String> offences(TinyCloud before, Plan plan) {
        LegalityJudge judge = new LegalityJudge(before);
        plan.stages().forEach(judge::stage);
        judge.everythingIsBack(before, plan);
        return judge.offences;
    }

    private void stage(Stage stage) {
        List<CloudStackStep> steps =
                stage.steps().stream().map(CloudStackStep.class::cast).toList();
        sharedPublicAddresses(steps);
        List<CloudStackStep> backwards = new ArrayList<>(steps);
        Collections.reverse(backwards);
        TinyCloud other = cloud.copy();
        backwards.forEach(step -> carryOut(other, step));
        steps.forEach(step -> carryOut(cloud, step));
    }

    // A live server lost rules when two updates of one public address were in flight.
    private void sharedPublicAddresses(List<CloudStackStep> steps) {
        Map<String, Set<String>> lanes = new TreeMap<>();
        for (CloudStackStep step : steps) {
            if (step instanceof CloudStackStep.UpdateRule update) {
                lanes.computeIfAbsent(update.publicIpId(), id -> new HashSet<>())
                        .add(update.lane().orElse("none for " + update.ruleId()));
            }
        }
        lanes.forEach((publicIp, taken) -> {
            if (taken.size() > 1) {
                offences.add("updates of " + publicIp + " side by side");
            }
        });
        if (steps.stream().anyMatch(step -> lanes.containsKey(replacedOn(step)))) {
            offences.add("an update beside a delete or create of the same public address");
        }
    }

    private String replacedOn(CloudStackStep step) {
        if (step instanceof CloudStackStep.CreateRule create) {
            return create.publicIpId();
        }
        return cloud.rules.stream()
                .filter(r -> step instanceof CloudStackStep.DeleteRule delete && r.id().equals(delete.ruleId()))
                .map(r -> "ip-" + r.publicIp())
                .findFirst()
                .orElse("");
    }

    private void carryOut(TinyCloud on, CloudStackStep step) {
        if (step instanceof CloudStackStep.RemoveAddress remove
                && on.staticNats.values().stream()
                        .anyMatch(nat -> nat.guestIp().equals(remove.address().toString()))) {
            offences.add(step.describe() + " although static NAT leads to it");
        }
        ApiAnswer.Replied replied = (ApiAnswer.Replied) send(on, step);
        if (replied.status() != 200) {
            offences.add(step.describe() + " is answered with " + replied.status());
        } else if (replied.body().contains("jobid") && !succeeded(on, replied.body())) {
            offences.add("the job of " + step.describe() + " fails");
        }
    }

    private static ApiAnswer send(TinyCloud on, Step step) {
        CloudStackStep own = (CloudStackStep) step;
        return on.answer(
                new ApiCall(own.command(), new TreeMap<>(own.parameters()), true, java.time.Duration.ofSeconds(10)));
    }

    private static boolean succeeded(TinyCloud on, String body) {
        String job = body.replaceAll(".*\"jobid\":\"([^\"]+)\".*", "$1");
        ApiAnswer.Replied state = (ApiAnswer.Replied) on.answer(new ApiCall(
                "queryAsyncJobResult", new TreeMap<>(Map.of("jobid", job)), false, java.time.Duration.ofSeconds(10)));
        return state.body().contains("\"jobstatus\":1");
    }

    private void everythingIsBack(TinyCloud before, Plan plan) {
        Set<String> places = places(before);
        places.removeAll(places(cloud));
        places.forEach(place -> offences.add("no rule for " + place + " any more"));
        before.firewalls.forEach((publicIp, rules) -> {
            Set<String> lost = new HashSet<>(rules);
            lost.removeAll(cloud.firewall(publicIp));
            if (!lost.isEmpty()) {
                offences.add("the firewall of " + publicIp + " lost " + lost);
            }
        });
        Set<String> bound = new HashSet<>(before.staticNats.keySet());
        bound.removeAll(cloud.staticNats.keySet());
        bound.forEach(publicIp -> offences.add(publicIp + " is bound no more"));
        if (plan.isEmpty() && !offences.isEmpty()) {
            throw new AssertionError("a plan that does nothing offends nobody");
        }
    }

    private static Set<String> places(TinyCloud cloud) {
        Set<String> places = new HashSet<>();
        cloud.rules.forEach(rule -> places.add(rule.publicIp() + " " + rule.ports()));
        return places;
    }
}
