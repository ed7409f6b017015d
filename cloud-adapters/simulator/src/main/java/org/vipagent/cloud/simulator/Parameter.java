package org.vipagent.cloud.simulator;

/**
 * One parameter of a command, as {@code listApis} describes it.
 *
 * @param type {@code uuid}, {@code string}, {@code integer}, {@code boolean}, {@code list}
 */
record Parameter(String name, String type, boolean required, String description) {
    private static final String UUID = "uuid";

    static Parameter id(String name, String description) {
        return new Parameter(name, UUID, false, description);
    }

    static Parameter requiredId(String name, String description) {
        return new Parameter(name, UUID, true, description);
    }

    static Parameter text(String name, String description) {
        return new Parameter(name, "string", false, description);
    }

    static Parameter requiredText(String name, String description) {
        return new Parameter(name, "string", true, description);
    }

    static Parameter number(String name, String description) {
        return new Parameter(name, "integer", false, description);
    }

    static Parameter requiredNumber(String name, String description) {
        return new Parameter(name, "integer", true, description);
    }

    static Parameter flag(String name, String description) {
        return new Parameter(name, "boolean", false, description);
    }

    static Parameter list(String name, String description) {
        return new Parameter(name, "list", false, description);
    }

    boolean isId() {
        return type.equals(UUID);
    }
}
