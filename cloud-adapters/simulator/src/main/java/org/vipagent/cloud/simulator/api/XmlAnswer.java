package org.vipagent.cloud.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** An answer as XML, which is what the server writes unless {@code response=json}. */
public final class XmlAnswer {
    private static final String VERSION = "4.19.0.0-simulator";

    private XmlAnswer() {}

    public static String of(JsonNode body) {
        Map.Entry<String, JsonNode> root = body.properties().iterator().next();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        xml.append('<')
                .append(root.getKey())
                .append(" cloud-stack-version=\"")
                .append(VERSION)
                .append("\">");
        appendMembers(xml, root.getValue());
        return xml.append("</").append(root.getKey()).append('>').toString();
    }

    private static void appendMembers(StringBuilder xml, JsonNode object) {
        object.properties().forEach(member -> {
            if (member.getValue().isArray()) {
                // A list has no element of its own: its items follow each other under its name, an empty one is absent.
                member.getValue().forEach(item -> append(xml, member.getKey(), item));
            } else {
                append(xml, member.getKey(), member.getValue());
            }
        });
    }

    private static void append(StringBuilder xml, String name, JsonNode value) {
        xml.append('<').append(name).append('>');
        if (value.isObject()) {
            appendMembers(xml, value);
        } else {
            xml.append(escaped(value.asText()));
        }
        xml.append("</").append(name).append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
