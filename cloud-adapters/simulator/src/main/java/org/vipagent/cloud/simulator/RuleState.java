package org.vipagent.cloud.simulator;

/** The states of a rule as the API names them. Only {@link #ACTIVE} is programmed on the router. */
enum RuleState {
    ADD("Add"),
    ACTIVE("Active"),
    DELETING("Deleting");

    private final String apiName;

    RuleState(String apiName) {
        this.apiName = apiName;
    }

    String apiName() {
        return apiName;
    }
}
