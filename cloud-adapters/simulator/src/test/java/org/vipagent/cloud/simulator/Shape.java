package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares an answer with a recorded one: the same members, of the same types, all the way down, and the same values
 * where these depend neither on chance nor on the clock.
 */
final class Shape {
    private static final Set<String> VALUES = Set.of(
            "count",
            "errorcode",
            "cserrorcode",
            "errortext",
            "jobstatus",
            "jobresultcode",
            "jobresulttype",
            "jobprocstatus",
            "cmd",
            "jobinstancetype",
            "success",
            "state",
            "isstaticnat",
            "issourcenat",
            "vmguestip",
            "vmipaddress",
            "ipaddressid",
            "virtualmachineid",
            "virtualmachinename",
            "virtualmachinedisplayname",
            "publicport",
            "publicendport",
            "privateport",
            "privateendport",
            "protocol",
            "startport",
            "endport",
            "cidrlist",
            "networkid",
            "associatednetworkid",
            "vpcid",
            "name",
            "displayname",
            "macaddress",
            "netmask",
            "gateway",
            "cidr",
            "type",
            "isdefault",
            "isasync",
            "required",
            "ipaddress",
            "apiIssued",
            "apiAllowed",
            "nicid",
            "publicip",
            "level",
            "publicipid");

    private final Set<String> ignored;
    private final List<String> differences = new ArrayList<>();

    private Shape(Set<String> ignored) {
        this.ignored = ignored;
    }

    /** What differs, in words; empty if nothing does. */
    static List<String> differences(JsonNode recorded, JsonNode answered, Set<String> ignored) {
        Shape shape = new Shape(ignored);
        shape.compare("", "", recorded, answered);
        return shape.differences;
    }

    private void compare(String path, String name, JsonNode recorded, JsonNode answered) {
        if (recorded.getNodeType() != answered.getNodeType()) {
            differences.add(path + " is " + answered.getNodeType() + ", not " + recorded.getNodeType());
        } else if (recorded.isObject()) {
            compareObjects(path, recorded, answered);
        } else if (recorded.isArray()) {
            compareArrays(path, name, recorded, answered);
        } else if (VALUES.contains(name) && !ignored.contains(name)) {
            compareValues(path, recorded.asText(), answered.asText());
        }
    }

    private void compareValues(String path, String recorded, String answered) {
        if (!withoutNumbers(recorded).equals(withoutNumbers(answered))) {
            differences.add(path + " is '" + answered + "', not '" + recorded + "'");
        }
    }

    /** Database numbers of rules and machines, and times, are not part of the contract. */
    private static String withoutNumbers(String text) {
        return text.replaceAll("(rule:? ?|(?i:id)=|retry after |i-3-)[0-9]+", "$1N");
    }

    private void compareObjects(String path, JsonNode recorded, JsonNode answered) {
        Set<String> names = new TreeSet<>();
        recorded.fieldNames().forEachRemaining(names::add);
        answered.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String inner = path + "/" + name;
            if (!recorded.has(name)) {
                differences.add(inner + " is not in the recording");
            } else if (!answered.has(name)) {
                differences.add(inner + " is missing");
            } else if (name.equals("networkid") && recorded.has("forvirtualnetwork")) {
                // Of a public address it is the provider's network, which nobody refers to.
                compare(inner, "", recorded.path(name), answered.path(name));
            } else {
                compare(inner, name, recorded.path(name), answered.path(name));
            }
        }
    }

    private void compareArrays(String path, String name, JsonNode recorded, JsonNode answered) {
        if (ignored.contains(name)) {
            answered.forEach(item -> compareWithAny(path, recorded, item));
        } else if (recorded.size() == answered.size()) {
            for (int i = 0; i < recorded.size(); i++) {
                compare(path + "/" + i, name, recorded.path(i), answered.path(i));
            }
        } else {
            differences.add(path + " has " + answered.size() + " items, not " + recorded.size());
        }
    }

    /** For lists whose length and order are not part of the contract: each item is like one of the recorded. */
    private void compareWithAny(String path, JsonNode recorded, JsonNode item) {
        for (JsonNode model : recorded) {
            Shape one = new Shape(ignored);
            one.compare(path, "", model, item);
            if (one.differences.isEmpty()) {
                return;
            }
        }
        differences.add(path + " has an item that looks like none of the recorded: " + item);
    }
}
