package org.vipagent.cloud.simulator.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the server says of one command.
 *
 * @param apiName as it is called
 * @param jobClass the class that a job's {@code cmd} names, without its common package; empty for a synchronous command
 * @param group the service that {@code listApis} files it under
 * @param returns the fields of the answer; empty means {@code success} and {@code displaytext}
 * @param event what it leaves in the audit trail
 */
public record CommandSpec(
        String apiName,
        String jobClass,
        String group,
        String description,
        List<Parameter> parameters,
        List<String> returns,
        Optional<Event> event) {
    /**
     * An entry of the audit trail.
     *
     * @param type such as {@code NET.RULEADD}
     * @param making what the call itself does, if it makes something; else empty
     * @param doing what its job does; empty where the job leaves no trace
     */
    public record Event(String type, String making, String doing) {}

    public static CommandSpec sync(String apiName, String group, String description) {
        return new CommandSpec(apiName, "", group, description, List.of(), List.of(), Optional.empty());
    }

    public static CommandSpec async(String apiName, String group, String description) {
        return new CommandSpec(apiName, "?", group, description, List.of(), List.of(), Optional.empty());
    }

    public CommandSpec by(String newJobClass) {
        return new CommandSpec(apiName, newJobClass, group, description, parameters, returns, event);
    }

    public CommandSpec takes(Parameter... newParameters) {
        return new CommandSpec(apiName, jobClass, group, description, List.of(newParameters), returns, event);
    }

    public CommandSpec returns(String... fields) {
        return new CommandSpec(apiName, jobClass, group, description, parameters, List.of(fields), event);
    }

    /** With the parameters that every list has. */
    public CommandSpec listing() {
        List<Parameter> all = new ArrayList<>(parameters);
        all.add(Parameter.text("account", "list resources by account"));
        all.add(Parameter.id("domainid", "list only resources belonging to the domain specified"));
        all.add(Parameter.text("projectid", "list objects by project"));
        all.add(Parameter.flag("listall", "whether to list all resources that the caller has rights on"));
        all.add(Parameter.text("keyword", "List by keyword"));
        all.add(Parameter.number("page", ""));
        all.add(Parameter.number("pagesize", ""));
        return new CommandSpec(apiName, jobClass, group, description, all, returns, event);
    }

    public CommandSpec records(String type, String making, String doing) {
        Optional<Event> recorded = Optional.of(new Event(type, making, doing));
        return new CommandSpec(apiName, jobClass, group, description, parameters, returns, recorded);
    }

    public boolean isAsync() {
        return !jobClass.isEmpty();
    }
}
