package org.vipagent.cloud.simulator;

/** The states of a virtual machine as the API names them. */
enum PowerState {
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

    String apiName() {
        return apiName;
    }

    boolean isListed() {
        return this == RUNNING || this == STOPPED;
    }
}
