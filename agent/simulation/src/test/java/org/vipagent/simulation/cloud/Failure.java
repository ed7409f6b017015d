package org.vipagent.simulation.cloud;

import java.util.EnumSet;
import java.util.Set;
import org.vipagent.cloud.CloudFailure.Kind;

/** Ways in which one call can fail, each as the HTTP shell or the server makes it look. */
enum Failure {
    CONNECTION_REFUSED(Effect.NOT_SENT, 0, Kind.UNREACHABLE),
    TLS_ERROR(Effect.NOT_SENT, 0, Kind.UNREACHABLE),
    TIMEOUT_BEFORE_THE_EFFECT(Effect.LOST_ON_THE_WAY, 0, Kind.TIMEOUT),
    TIMEOUT_AFTER_THE_EFFECT(Effect.CARRIED_OUT, 0, Kind.TIMEOUT),
    CONNECTION_CUT_AFTER_THE_EFFECT(Effect.CARRIED_OUT, 0, Kind.UNREACHABLE),
    STATUS_401(Effect.REFUSED, 401, Kind.AUTHENTICATION),
    STATUS_429(Effect.REFUSED, 429, Kind.THROTTLED),
    STATUS_431(Effect.REFUSED, 431, Kind.REFUSED),
    STATUS_432(Effect.REFUSED, 432, Kind.NOT_PERMITTED),
    STATUS_530(Effect.REFUSED, 530, Kind.SERVER),
    STATUS_534(Effect.REFUSED, 534, Kind.SERVER),
    STATUS_537(Effect.REFUSED, 537, Kind.REFUSED),
    /** The job ends with a failure and has changed nothing. */
    JOB_FAILED(Effect.JOB, 0, Kind.JOB_FAILED),
    /** The job stays pending for ever and changes nothing. */
    JOB_NEVER_ENDS(Effect.JOB, 0, Kind.JOB_TIMEOUT),
    /** The job did its work and stays pending for ever. */
    JOB_DONE_NEVER_ENDS(Effect.JOB, 0, Kind.JOB_TIMEOUT),
    /** The virtual router refuses the command: the job fails and leaves a rule in state Add or Deleting. */
    ROUTER_REFUSES(Effect.ROUTER, 0, Kind.JOB_FAILED, Kind.SERVER),
    WRONG_JSON(Effect.CARRIED_OUT, 200, Kind.PROTOCOL),
    EMPTY_ANSWER(Effect.CARRIED_OUT, 200, Kind.PROTOCOL),
    HTML_ANSWER(Effect.CARRIED_OUT, 200, Kind.PROTOCOL),
    HTML_502(Effect.CARRIED_OUT, 502, Kind.SERVER);

    /** What becomes of the call at the server. */
    enum Effect {
        NOT_SENT,
        LOST_ON_THE_WAY,
        REFUSED,
        CARRIED_OUT,
        /** Accepted; its job is struck. */
        JOB,
        /** Accepted; its command to the virtual router is struck. */
        ROUTER
    }

    private final Effect effect;
    private final int status;
    private final Kind kind;
    private final Kind synchronousKind;

    Failure(Effect effect, int status, Kind kind) {
        this(effect, status, kind, kind);
    }

    /** @param synchronousKind what it looks like where the command has no job */
    Failure(Effect effect, int status, Kind kind, Kind synchronousKind) {
        this.effect = effect;
        this.status = status;
        this.kind = kind;
        this.synchronousKind = synchronousKind;
    }

    Effect effect() {
        return effect;
    }

    /** The HTTP status of the answer; 0 for no answer, or the server's own. */
    int status() {
        return status;
    }

    /** What status has to call it. */
    Set<Kind> kinds() {
        return EnumSet.of(kind, synchronousKind);
    }

    /** Whether it can meet a call of that command. */
    boolean canMeet(String command) {
        return switch (effect) {
            case JOB -> !isRead(command) && !command.equals("enableStaticNat");
            case ROUTER -> !isRead(command) && !command.endsWith("Nic");
            default -> true;
        };
    }

    static boolean isRead(String command) {
        return command.startsWith("list") || command.startsWith("query");
    }
}
