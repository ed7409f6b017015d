package org.vipagent.cloud.simulator.api;

/**
 * One parameter of a command, as {@code listApis} describes it.
 *
 * @param type {@code uuid}, {@code string}, {@code integer}, {@code boolean}, {@code list}, {@code map}
 */
public record Parameter(String name, String type, boolean required, String description) {
    private static final String UUID = "uuid";
    private static final String MAP = "map";

    public static Parameter id(String name, String description) {
        return new Parameter(name, UUID, false, description);
    }

    public static Parameter requiredId(String name, String description) {
        return new Parameter(name, UUID, true, description);
    }

    public static Parameter text(String name, String description) {
        return new Parameter(name, "string", false, description);
    }

    public static Parameter requiredText(String name, String description) {
        return new Parameter(name, "string", true, description);
    }

    public static Parameter number(String name, String description) {
        return new Parameter(name, "integer", false, description);
    }

    public static Parameter requiredNumber(String name, String description) {
        return new Parameter(name, "integer", true, description);
    }

    public static Parameter flag(String name, String description) {
        return new Parameter(name, "boolean", false, description);
    }

    public static Parameter requiredList(String name, String description) {
        return new Parameter(name, "list", true, description);
    }

    public static Parameter list(String name, String description) {
        return new Parameter(name, "list", false, description);
    }

    public static Parameter map(String name, String description) {
        return new Parameter(name, MAP, false, description);
    }

    public static Parameter requiredMap(String name, String description) {
        return new Parameter(name, MAP, true, description);
    }

    public boolean isMap() {
        return type.equals(MAP);
    }

    public boolean isId() {
        return type.equals(UUID);
    }
}
