package org.vipagent.cloud.simulator;

/** A request that the zone refuses; becomes the error body of its answer. Carries no stack trace, since it is no error. */
final class Refusal extends RuntimeException {
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
    static Refusal api(int status, String text) {
        return new Refusal(status, UNSPECIFIED, "ServerApiException: " + text);
    }

    /** A parameter that the service behind the API refuses: other code, other prefix, same status 431. */
    static Refusal parameter(String text) {
        return new Refusal(431, -1, "InvalidParameterValueException: " + text);
    }

    static Refusal missing(Command command, String parameter) {
        return api(
                431, "Unable to execute API command " + command.lowerName() + " due to missing parameter " + parameter);
    }

    static Refusal notAnId(Command command, String value) {
        return invalid(command, "Invalid parameter value: Not a uuid: " + value);
    }

    static Refusal unknown(Command command, String parameter, String value) {
        return invalid(
                command,
                "Invalid parameter " + parameter + " value=" + value
                        + " due to incorrect long value format, or entity does not exist or due to incorrect parameter"
                        + " annotation for the field in api cmd class.");
    }

    private static Refusal invalid(Command command, String why) {
        return api(431, "Unable to execute API command " + command.lowerName() + " due to invalid value. " + why);
    }

    int status() {
        return status;
    }

    int cloudCode() {
        return cloudCode;
    }
}
