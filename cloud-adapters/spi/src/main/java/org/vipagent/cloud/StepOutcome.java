package org.vipagent.cloud;

/** What became of a step. After anything but {@link Done} the agent looks and plans again; nothing is repeated blindly. */
public sealed interface StepOutcome {
    /** The cloud says that it is done. Whether it is true shows in the next observation. */
    record Done() implements StepOutcome {}

    /** The cloud refused, or the request was never sent: nothing changed, as far as the answer tells. */
    record Refused(CloudFailure failure) implements StepOutcome {}

    /** It is not known whether it happened: a time-out, a lost connection, a job without a result. */
    record Unknown(CloudFailure failure) implements StepOutcome {}
}
