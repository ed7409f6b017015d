package org.vipagent.cloud.simulator.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vipagent.cloud.simulator.api.Json;
import org.vipagent.cloud.simulator.tables.TagRow;
import org.vipagent.cloud.simulator.tables.ZoneTables;

/** Tags as the API shows them: in a list of their own, and with what they are tags of. */
final class TagView {
    private TagView() {}

    static ArrayNode of(ZoneTables tables, String resourceId) {
        ArrayNode list = Json.array();
        tables.tags.of(resourceId).forEach(tag -> list.add(of(tag)));
        return list;
    }

    static ObjectNode of(TagRow tag) {
        ObjectNode node = Json.object();
        node.put("key", tag.key());
        node.put("value", tag.value());
        node.put("resourcetype", tag.resourceType());
        node.put("resourceid", tag.resourceId());
        tag.owner().putInto(node);
        return node;
    }
}
