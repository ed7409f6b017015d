package org.vipagent.cloud.simulator.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.simulator.Habits;
import org.vipagent.cloud.simulator.api.Command;
import org.vipagent.cloud.simulator.api.CommandSpec;
import org.vipagent.cloud.simulator.api.Json;
import org.vipagent.cloud.simulator.api.Page;
import org.vipagent.cloud.simulator.api.Parameter;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.cloud.simulator.jobs.Reply;

/** {@code listApis}: what this server can do, and with which parameters. */
final class ApiDiscovery {
    /** Of {@code updatePortForwardingRule} before 4.4: no id, no guest address. */
    private static final List<Parameter> OLD_UPDATE = List.of(
            Parameter.requiredId("ipaddressid", "the IP address id of the port forwarding rule"),
            Parameter.requiredText("privateport", "the private port of the port forwarding rule"),
            Parameter.requiredText(
                    "protocol", "the protocol for the port fowarding rule. Valid values are TCP or UDP."),
            Parameter.requiredText("publicport", "the public port of the port forwarding rule"),
            Parameter.text("privateip", "the private IP address of the port forwarding rule"),
            Parameter.id("virtualmachineid", "the ID of the virtual machine for the port forwarding rule"));

    /** Parameters that came after 4.3. */
    private static final Map<Command, Set<String>> LATER = Map.of(
            Command.LIST_NICS, Set.of("networkid"),
            Command.LIST_PORT_FORWARDING_RULES, Set.of("networkid"),
            Command.ASSIGN_TO_LOAD_BALANCER_RULE, Set.of("vmidipmap"),
            Command.REMOVE_FROM_LOAD_BALANCER_RULE, Set.of("vmidipmap"),
            Command.LIST_LOAD_BALANCER_RULE_INSTANCES, Set.of("lbvmips"));

    private final Habits habits;

    ApiDiscovery(Habits habits) {
        this.habits = habits;
    }

    Reply listApis(Request request) {
        Optional<String> name = request.text("name");
        List<Command> commands = name.isEmpty()
                ? List.of(Command.values())
                : Command.named(name.get()).map(List::of).orElse(List.of());
        if (commands.isEmpty()) {
            throw Refusal.api(530, "Api Discovery plugin was unable to find an api by that name or process any apis");
        }
        return Reply.now(Page.of(request, habits.largestPage()).of("api", commands, this::describe));
    }

    /** An old server's update does nothing whatever it is told, in its own words or in later ones. */
    List<Parameter> checkedParametersOf(Command command) {
        boolean anything = habits.oldServer() && command == Command.UPDATE_PORT_FORWARDING_RULE;
        return anything ? List.of() : command.spec().parameters();
    }

    private List<Parameter> parametersOf(Command command) {
        if (!habits.oldServer()) {
            return command.spec().parameters();
        }
        if (command == Command.UPDATE_PORT_FORWARDING_RULE) {
            return OLD_UPDATE;
        }
        Set<String> later = LATER.getOrDefault(command, Set.of());
        return command.spec().parameters().stream()
                .filter(parameter -> !later.contains(parameter.name()))
                .toList();
    }

    private ObjectNode describe(Command command) {
        CommandSpec spec = command.spec();
        ObjectNode node = Json.object();
        node.put("name", spec.apiName());
        node.put("groupname", spec.group() + "Service");
        node.put("groupdescription", spec.group());
        node.put("description", spec.description());
        node.put("isasync", spec.isAsync());
        if (!spec.returns().isEmpty()) {
            node.put("related", "");
        }
        ArrayNode parameters = node.putArray("params");
        parametersOf(command).forEach(parameter -> parameters.add(describe(parameter)));
        ArrayNode response = node.putArray("response");
        if (spec.returns().isEmpty()) {
            response.add(field("success", "true if operation is executed successfully", "boolean"));
            response.add(field("displaytext", "any text associated with the success or failure", "string"));
        }
        spec.returns().forEach(name -> response.add(field(name, "the " + name, "string")));
        return node;
    }

    private static ObjectNode describe(Parameter parameter) {
        ObjectNode node = Json.object();
        node.put("name", parameter.name());
        node.put("description", parameter.description());
        node.put("type", parameter.type());
        node.put("length", 255);
        node.put("required", parameter.required());
        if (parameter.isId()) {
            node.put("related", "");
        }
        return node;
    }

    private static ObjectNode field(String name, String description, String type) {
        return Json.object().put("name", name).put("description", description).put("type", type);
    }
}
