package org.vipagent.cloud.simulator.tables;

/** The states of a virtual machine as the API names them. */
public enum PowerState {
    RUNNING("Running"),
    STOPPED("Stopped"),
    /** Gone for its user, but it still holds its addresses and rules. */
    DESTROYED("Destroyed"),
    /** Holds nothing any more. */
    EXPUNGED("Expunged");

    private final String apiName;

    PowerState(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }

    public boolean isListed() {
        return this == RUNNING || this == STOPPED;
    }
}
