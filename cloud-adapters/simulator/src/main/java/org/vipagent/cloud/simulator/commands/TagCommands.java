package org.vipagent.cloud.simulator.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.simulator.Habits;
import org.vipagent.cloud.simulator.api.Owned;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.cloud.simulator.api.Page;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.cloud.simulator.jobs.JobProgress;
import org.vipagent.cloud.simulator.jobs.Reply;
import org.vipagent.cloud.simulator.tables.TagRow;
import org.vipagent.cloud.simulator.tables.ZoneTables;

/**
 * Tags. A second tag of the same key on one resource is refused, and a tag is deleted only with the value that it has:
 * together a compare-and-set. All checks are made in the job, as upstream makes them.
 */
final class TagCommands {
    private final ZoneTables tables;
    private final Habits habits;

    TagCommands(ZoneTables tables, Habits habits) {
        this.tables = tables;
        this.habits = habits;
    }

    /** Something that can be tagged. */
    private record Tagged(String type, String id, Owner owner) {}

    Reply create(Request request) {
        return Reply.job((job, part, now) -> create(request, resources(request)));
    }

    private JobProgress create(Request request, Optional<List<Tagged>> resources) {
        if (resources.isEmpty()) {
            return unknown(request);
        }
        List<TagRow> wanted = new ArrayList<>();
        for (Tagged resource : resources.get()) {
            for (Map<String, String> entry : request.entries("tags")) {
                String key = entry.getOrDefault("key", "");
                String value = entry.getOrDefault("value", "");
                if (key.isEmpty() || value.isEmpty()) {
                    return JobProgress.refused("tags map must contain both key and value");
                }
                if (tables.tags.of(resource.id()).stream()
                        .anyMatch(tag -> tag.key().equals(key))) {
                    return JobProgress.broken(
                            "tag " + key + " already on " + resource.type() + " with id " + resource.id());
                }
                wanted.add(new TagRow(resource.owner(), resource.type(), resource.id(), key, value));
            }
        }
        wanted.forEach(tables.tags::add);
        return JobProgress.success();
    }

    Reply delete(Request request) {
        return Reply.job((job, part, now) -> delete(request, resources(request)));
    }

    /** Without tags in the call all of the resource's go; one without a value in the call goes whatever its value. */
    private JobProgress delete(Request request, Optional<List<Tagged>> resources) {
        if (resources.isEmpty()) {
            return unknown(request);
        }
        List<Map<String, String>> wanted = request.entries("tags");
        List<TagRow> found = new ArrayList<>();
        for (Tagged resource : resources.get()) {
            for (TagRow tag : tables.tags.of(resource.id())) {
                if (wanted.isEmpty() || wanted.stream().anyMatch(entry -> matches(tag, entry))) {
                    found.add(tag);
                }
            }
        }
        if (found.isEmpty()) {
            return JobProgress.refused("Unable to find any tags which conform to specified delete parameters.");
        }
        found.forEach(tables.tags::remove);
        return JobProgress.success();
    }

    private static boolean matches(TagRow tag, Map<String, String> entry) {
        return tag.key().equals(entry.get("key"))
                && (!entry.containsKey("value") || tag.value().equals(entry.get("value")));
    }

    private static JobProgress unknown(Request request) {
        return JobProgress.refused("Unable to find resource by uuid " + request.required("resourceids") + " and type "
                + request.required("resourcetype"));
    }

    /** Empty if one of them is not there, is another's, or cannot be tagged. */
    private Optional<List<Tagged>> resources(Request request) {
        Optional<TaggedTable> table = TaggedTable.named(request.required("resourcetype"));
        List<Tagged> found = new ArrayList<>();
        for (String id : request.list("resourceids")) {
            Optional<Owner> owner = table.flatMap(
                            type -> Optional.ofNullable((Owned) type.of(tables).get(id)))
                    .filter(Owned::isThere)
                    .map(Owned::owner)
                    .filter(request.scope()::mayUse);
            if (owner.isEmpty()) {
                return Optional.empty();
            }
            found.add(new Tagged(table.get().apiName(), id, owner.get()));
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    Reply list(Request request) {
        List<TagRow> rows = tables.tags.all().stream()
                .filter(tag -> request.scope().shows(tag.owner()))
                .filter(tag -> isAsked(request, "resourceid", tag.resourceId()))
                .filter(tag -> isAsked(request, "key", tag.key()))
                .filter(tag -> isAsked(request, "value", tag.value()))
                .filter(tag -> request.text("resourcetype")
                        .map(tag.resourceType()::equalsIgnoreCase)
                        .orElse(true))
                .toList();
        return Reply.now(Page.of(request, habits.largestPage()).of("tag", rows, TagView::of));
    }

    private static boolean isAsked(Request request, String parameter, String value) {
        return request.text(parameter).map(value::equals).orElse(true);
    }
}
