package org.vipagent.cloud.cloudstack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;

/** A server whose writes take the time of a router, and fail as a test says. Rules are all that it really keeps. */
final class JobCloud implements StagePlayer.Server {
    /** What goes wrong with a write. */
    enum Fault {
        UNREACHABLE,
        TIMEOUT_BEFORE,
        TIMEOUT_AFTER,
        CUT_BEFORE,
        CUT_AFTER,
        GATEWAY_AFTER,
        WRONG_JSON_AFTER,
        EMPTY_AFTER,
        HTML_AFTER,
        JOB_FAILED,
        JOB_VANISHED,
        JOB_HANGS
    }

    private static final class Job {
        private final Runnable effect;
        private final long endsAt;
        private final Fault fault;
        private boolean applied;

        Job(Runnable effect, long endsAt, Fault fault) {
            this.effect = effect;
            this.endsAt = endsAt;
            this.fault = fault;
        }
    }

    static final Set<String> SYNCHRONOUS = Set.of("enableStaticNat");

    final Map<String, ObjectNode> rules = new LinkedHashMap<>();
    final Map<String, Fault> faults = new HashMap<>();
    final Map<String, Integer> refusals = new HashMap<>();
    final List<String> questions = new ArrayList<>();
    long callMillis = 40;
    long jobMillis = 700;
    boolean oneJobAtATime;
    boolean takesJobNames = true;
    int pageLimit = 500;
    ApiAnswer pollAnswer;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private long queueFreeAt;
    private int ids;

    ObjectNode rule(String id, int port, String machine, String guestIp, String state) {
        ObjectNode rule = object().put("id", id)
                .put("ipaddressid", "ip-1")
                .put("protocol", "tcp")
                .put("publicport", Integer.toString(port))
                .put("privateport", Integer.toString(port))
                .put("virtualmachineid", machine)
                .put("vmguestip", guestIp)
                .put("state", state);
        rules.put(id, rule);
        return rule;
    }

    @Override
    public StagePlayer.Response answer(ApiCall call, long now) {
        long nanos = callMillis * StagePlayer.MILLI;
        work(now);
        if (call.write()) {
            return write(call, now);
        }
        if (call.command().equals("queryAsyncJobResult")) {
            questions.add(call.parameters().get("jobid"));
            return new StagePlayer.Response(
                    pollAnswer != null ? pollAnswer : job(call.parameters().get("jobid"), now), nanos);
        }
        return new StagePlayer.Response(list(call), nanos);
    }

    private StagePlayer.Response write(ApiCall call, long now) {
        long nanos = callMillis * StagePlayer.MILLI;
        Integer code = refusals.get(call.command());
        if (code != null) {
            return new StagePlayer.Response(error(code), nanos);
        }
        Fault fault = faults.get(call.command());
        if (fault == Fault.UNREACHABLE) {
            return new StagePlayer.Response(none(Kind.UNREACHABLE, false), nanos);
        }
        if (fault == Fault.TIMEOUT_BEFORE || fault == Fault.CUT_BEFORE) {
            return lost(fault, call, nanos);
        }
        if (SYNCHRONOUS.contains(call.command())) {
            return fault == null
                    ? new StagePlayer.Response(wrapped(object().put("success", "true")), jobMillis * StagePlayer.MILLI)
                    : lost(fault, call, nanos);
        }
        ObjectNode content = accepted(call, now, fault);
        boolean lost = fault == Fault.TIMEOUT_AFTER
                || fault == Fault.CUT_AFTER
                || fault == Fault.GATEWAY_AFTER
                || fault == Fault.WRONG_JSON_AFTER
                || fault == Fault.EMPTY_AFTER
                || fault == Fault.HTML_AFTER;
        return lost ? lost(fault, call, nanos) : new StagePlayer.Response(wrapped(content), nanos);
    }

    private static StagePlayer.Response lost(Fault fault, ApiCall call, long nanos) {
        return switch (fault) {
            case TIMEOUT_BEFORE, TIMEOUT_AFTER ->
                new StagePlayer.Response(
                        none(Kind.TIMEOUT, true), call.readTimeout().toNanos());
            case GATEWAY_AFTER -> new StagePlayer.Response(new ApiAnswer.Replied(504, "<html>"), nanos);
            case WRONG_JSON_AFTER ->
                new StagePlayer.Response(new ApiAnswer.Replied(200, "{\"x\":{\"surprise\":1}}"), nanos);
            case EMPTY_AFTER -> new StagePlayer.Response(new ApiAnswer.Replied(200, ""), nanos);
            case HTML_AFTER -> new StagePlayer.Response(new ApiAnswer.Replied(200, "<html>Log in</html>"), nanos);
            default -> new StagePlayer.Response(none(Kind.UNREACHABLE, true), nanos);
        };
    }

    private ObjectNode accepted(ApiCall call, long now, Fault fault) {
        String id = "obj-" + ++ids;
        String job = takesJobNames ? call.parameters().getOrDefault("customjobid", "job-" + ids) : "job-" + ids;
        long begins = oneJobAtATime ? Math.max(now, queueFreeAt) : now;
        long ends = begins + jobMillis * StagePlayer.MILLI;
        queueFreeAt = ends;
        jobs.put(job, new Job(effect(call, id), ends, fault));
        ObjectNode content = object().put("jobid", job);
        return call.command().startsWith("create") || call.command().startsWith("add")
                ? content.put("id", id)
                : content;
    }

    private Runnable effect(ApiCall call, String id) {
        Map<String, String> p = call.parameters();
        return switch (call.command()) {
            case "createPortForwardingRule" -> {
                int port = Integer.parseInt(p.get("publicport"));
                ObjectNode made = rule(id, port, p.get("virtualmachineid"), p.get("vmguestip"), "Add");
                yield () -> made.put("state", "Active");
            }
            case "deletePortForwardingRule" -> () -> rules.remove(p.get("id"));
            case "updatePortForwardingRule" -> {
                ObjectNode updated = rules.get(p.get("id"));
                yield () -> updated.put("virtualmachineid", p.get("virtualmachineid"))
                        .put("vmguestip", p.get("vmguestip"));
            }
            default -> () -> {};
        };
    }

    private void work(long now) {
        for (Job job : jobs.values()) {
            boolean works =
                    job.fault != Fault.JOB_FAILED && job.fault != Fault.JOB_VANISHED && job.fault != Fault.JOB_HANGS;
            if (works && !job.applied && job.endsAt <= now) {
                job.applied = true;
                job.effect.run();
            }
        }
    }

    private ApiAnswer job(String id, long now) {
        Job job = jobs.get(id);
        if (job == null) {
            return error(431);
        }
        if (job.fault == Fault.JOB_HANGS || job.endsAt > now) {
            return wrapped(object().put("jobstatus", 0));
        }
        if (job.fault == Fault.JOB_VANISHED) {
            return wrapped(object().put("jobstatus", 2).put("jobresultcode", 530));
        }
        ObjectNode ended = object().put("jobstatus", job.fault == Fault.JOB_FAILED ? 2 : 1);
        ended.set("jobresult", object().put("errorcode", 530).put("errortext", "the router says no"));
        return wrapped(ended);
    }

    private ApiAnswer list(ApiCall call) {
        int size = Integer.parseInt(call.parameters().getOrDefault("pagesize", "1"));
        if (size > pageLimit) {
            return error(431);
        }
        ObjectNode content = object();
        if (call.command().equals("listVirtualMachines")) {
            content.put("count", 1).putArray("virtualmachine").add(ownMachine());
        }
        Integer code = refusals.get(call.command());
        if (code != null) {
            return error(code);
        }
        if (call.command().equals("listPortForwardingRules")) {
            int from = (Integer.parseInt(call.parameters().get("page")) - 1) * size;
            List<ObjectNode> all = new ArrayList<>(rules.values());
            ArrayNode array = content.put("count", all.size()).putArray("portforwardingrule");
            all.subList(Math.min(from, all.size()), Math.min(from + size, all.size()))
                    .forEach(r -> array.add(r.deepCopy()));
        }
        return wrapped(content);
    }

    private static ObjectNode ownMachine() {
        ObjectNode machine = object().put("id", "vm-1").put("displayname", "LB").put("state", "Running");
        machine.putArray("nic")
                .addObject()
                .put("id", "nic-1")
                .put("networkid", "net-1")
                .put("ipaddress", "10.5.0.134")
                .put("netmask", "255.255.252.0")
                .put("macaddress", "02:00:56:df:00:10")
                .put("type", "Isolated");
        return machine;
    }

    static ApiAnswer none(Kind kind, boolean maybeSent) {
        return new ApiAnswer.NoReply(new CloudFailure(kind, "no answer"), maybeSent);
    }

    static ApiAnswer error(int code) {
        ObjectNode top = object();
        top.set("x", object().put("errorcode", code).put("errortext", "no"));
        return new ApiAnswer.Replied(code, top.toString());
    }

    private static ApiAnswer wrapped(ObjectNode content) {
        ObjectNode top = object();
        top.set("x", content);
        return new ApiAnswer.Replied(200, top.toString());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
