package org.vipagent.cloud.simulator.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All tags of a zone. (resource, key) is unique, which makes a tag the one lock that a plain user has. */
public final class Tags {
    private final Map<String, Map<String, TagRow>> byResource = new LinkedHashMap<>();

    /** Adds a tag unless the resource has one of that key; says whether it did. */
    public boolean add(TagRow tag) {
        return byResource
                        .computeIfAbsent(tag.resourceId(), id -> new LinkedHashMap<>())
                        .putIfAbsent(tag.key(), tag)
                == null;
    }

    public void remove(TagRow tag) {
        byResource.getOrDefault(tag.resourceId(), Map.of()).remove(tag.key(), tag);
    }

    /** Those of one resource, oldest first. */
    public List<TagRow> of(String resourceId) {
        return List.copyOf(byResource.getOrDefault(resourceId, Map.of()).values());
    }

    public List<TagRow> all() {
        List<TagRow> all = new ArrayList<>();
        byResource.values().forEach(tags -> all.addAll(tags.values()));
        return all;
    }

    /** The resource is no more. */
    void drop(String resourceId) {
        byResource.remove(resourceId);
    }
}
