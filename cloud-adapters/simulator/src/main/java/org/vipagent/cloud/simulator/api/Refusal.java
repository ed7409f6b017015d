package org.vipagent.cloud.simulator.api;

/** A request that the zone refuses; becomes the error body of its answer. Carries no stack trace, since it is no error. */
public final class Refusal extends RuntimeException {
    /** {@code cserrorcode} of everything that the server wraps as ServerApiException. */
    private static final int UNSPECIFIED = 9999;

    private final int status;
    private final int cloudCode;

    private Refusal(int status, int cloudCode, String text) {
        super(text, null, false, false);
        this.status = status;
        this.cloudCode = cloudCode;
    }

    /** A refusal by the API layer. */
    public static Refusal api(int status, String text) {
        return new Refusal(status, UNSPECIFIED, "ServerApiException: " + text);
    }

    /** A parameter that the service behind the API refuses: other code, other prefix, same status 431. */
    public static Refusal parameter(String text) {
        return new Refusal(431, -1, "InvalidParameterValueException: " + text);
    }

    /** Something that belongs to somebody else. */
    public static Refusal foreign(Owner caller) {
        return new Refusal(
                531,
                4365,
                "PermissionDeniedException: Acct[" + caller.id() + "-" + caller.name()
                        + "] does not have permission to operate with provided resource");
    }

    public static Refusal missing(Command command, String parameter) {
        return api(
                431, "Unable to execute API command " + command.lowerName() + " due to missing parameter " + parameter);
    }

    public static Refusal notAnId(Command command, String value) {
        return invalid(command, "Invalid parameter value: Not a uuid: " + value);
    }

    public static Refusal unknown(Command command, String parameter, String value) {
        return invalid(
                command,
                "Invalid parameter " + parameter + " value=" + value
                        + " due to incorrect long value format, or entity does not exist or due to incorrect parameter"
                        + " annotation for the field in api cmd class.");
    }

    private static Refusal invalid(Command command, String why) {
        return api(431, "Unable to execute API command " + command.lowerName() + " due to invalid value. " + why);
    }

    /** The text as a job shows it, where the prefix is that of the API layer. */
    public String withoutPrefix() {
        return getMessage().substring(getMessage().indexOf(": ") + 2);
    }

    public int status() {
        return status;
    }

    public int cloudCode() {
        return cloudCode;
    }
}
