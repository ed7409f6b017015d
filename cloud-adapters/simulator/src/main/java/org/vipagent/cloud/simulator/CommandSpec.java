package org.vipagent.cloud.simulator;

import java.util.List;

/**
 * What the server says of one command.
 *
 * @param apiName as it is called
 * @param jobClass the class that a job's {@code cmd} names, without its common package; empty for a synchronous command
 * @param group the service that {@code listApis} files it under
 * @param returns the fields of the answer; empty means {@code success} and {@code displaytext}
 */
record CommandSpec(
        String apiName,
        String jobClass,
        String group,
        String description,
        List<Parameter> parameters,
        List<String> returns) {
    static CommandSpec sync(String apiName, String group, String description) {
        return new CommandSpec(apiName, "", group, description, List.of(), List.of());
    }

    static CommandSpec async(String apiName, String group, String description) {
        return new CommandSpec(apiName, "?", group, description, List.of(), List.of());
    }

    CommandSpec by(String newJobClass) {
        return new CommandSpec(apiName, newJobClass, group, description, parameters, returns);
    }

    CommandSpec takes(Parameter... newParameters) {
        return new CommandSpec(apiName, jobClass, group, description, List.of(newParameters), returns);
    }

    CommandSpec returns(String... fields) {
        return new CommandSpec(apiName, jobClass, group, description, parameters, List.of(fields));
    }

    boolean isAsync() {
        return !jobClass.isEmpty();
    }
}
