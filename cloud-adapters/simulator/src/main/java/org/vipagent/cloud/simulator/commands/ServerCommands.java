package org.vipagent.cloud.simulator.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.simulator.Faults;
import org.vipagent.cloud.simulator.Habits;
import org.vipagent.cloud.simulator.api.Json;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.cloud.simulator.api.Page;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.cloud.simulator.jobs.Job;
import org.vipagent.cloud.simulator.jobs.Jobs;
import org.vipagent.cloud.simulator.jobs.Reply;
import org.vipagent.cloud.simulator.tables.EventLog;
import org.vipagent.cloud.simulator.tables.ZoneTables;

/** What the server says of itself, its jobs, its audit trail and the caller's projects. */
final class ServerCommands {
    private static final String NEW_VERSION = "4.19.0.0-simulator";
    private static final String OLD_VERSION = "4.3.0.0-simulator";

    private final ZoneTables tables;
    private final Habits habits;
    private final Jobs jobs;
    private final ZoneView view;

    ServerCommands(ZoneTables tables, Habits habits, Jobs jobs, ZoneView view) {
        this.tables = tables;
        this.habits = habits;
        this.jobs = jobs;
        this.view = view;
    }

    Reply capabilities() {
        Faults.Throttle throttle = habits.throttle();
        ObjectNode content = Json.object();
        ObjectNode capability = content.putObject("capability")
                .put("securitygroupsenabled", view.hasSecurityGroups())
                .put("cloudstackversion", habits.oldServer() ? OLD_VERSION : NEW_VERSION)
                .put("userpublictemplateenabled", true)
                .put("supportELB", "false")
                .put("projectinviterequired", false)
                .put("allowusercreateprojects", true);
        if (!throttle.isOff()) {
            capability.put("apilimitinterval", throttle.intervalMillis() / 1000).put("apilimitmax", throttle.calls());
        }
        return Reply.now(content);
    }

    Reply projects(Request request) {
        Optional<String> id = request.text("id");
        Optional<String> name = request.text("name");
        List<Owner> projects = tables.owners.projectsOf(request.scope().caller()).stream()
                .filter(project -> id.isEmpty() || id.get().equals(project.id()))
                .filter(project -> name.isEmpty() || name.get().equals(project.name()))
                .toList();
        return Reply.now(page(request).of("project", projects, ServerCommands::of));
    }

    private static ObjectNode of(Owner project) {
        return Json.object()
                .put("id", project.id())
                .put("name", project.name())
                .put("displaytext", project.name())
                .put("domainid", project.domainId())
                .put("domain", project.domain())
                .put("state", "Active");
    }

    Reply job(Request request) {
        String id = request.required("jobid");
        Job job = jobs.find(id).orElseThrow(() -> Refusal.unknown(request.command(), "jobid", id));
        if (!request.scope().mayUse(job.owner)) {
            throw Refusal.foreign(request.scope().caller());
        }
        return Reply.now(view.of(job));
    }

    Reply jobs(Request request) {
        List<Job> own = jobs.all().stream()
                .filter(job -> request.scope().shows(job.owner))
                .toList();
        return Reply.now(page(request).of("asyncjobs", own, view::of));
    }

    Reply events(Request request) {
        Optional<String> id = request.text("id");
        Optional<String> type = request.text("type");
        Optional<String> level = request.text("level");
        List<EventLog.Event> events = tables.events.newestFirst().stream()
                .filter(event -> request.scope().shows(event.owner()))
                .filter(event -> id.isEmpty() || id.get().equals(event.id()))
                .filter(event ->
                        type.isEmpty() || type.get().equals(event.text().type()))
                .filter(event -> level.isEmpty()
                        || level.get().equalsIgnoreCase(event.text().level()))
                .filter(event -> isInside(request, event.at()))
                .toList();
        return Reply.now(page(request).of("event", events, ServerCommands::of));
    }

    /** Dates are compared as texts, in the form in which answers show them; a day alone means its beginning. */
    private static boolean isInside(Request request, long at) {
        String time = Json.time(at).substring(0, "2000-01-01T00:00:00".length());
        boolean late = request.text("startdate")
                .map(start -> time.compareTo(start.replace(' ', 'T')) >= 0)
                .orElse(true);
        return late
                && request.text("enddate")
                        .map(end -> time.compareTo(end.replace(' ', 'T')) <= 0)
                        .orElse(true);
    }

    private static ObjectNode of(EventLog.Event event) {
        ObjectNode node = Json.object();
        node.put("id", event.id());
        node.put("username", event.owner().name());
        node.put("type", event.text().type());
        node.put("level", event.text().level());
        node.put("description", event.text().description());
        event.owner().putInto(node);
        node.put("created", Json.time(event.at()));
        node.put("state", event.text().state());
        event.parentId().ifPresent(parent -> node.put("parentid", parent));
        return node;
    }

    private Page page(Request request) {
        return Page.of(request, habits.largestPage());
    }
}
