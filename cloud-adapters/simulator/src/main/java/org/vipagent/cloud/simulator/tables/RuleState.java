package org.vipagent.cloud.simulator.tables;

/** The states of a rule as the API names them. Only {@link #ACTIVE} is programmed on the router. */
public enum RuleState {
    ADD("Add"),
    ACTIVE("Active"),
    DELETING("Deleting");

    private final String apiName;

    RuleState(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }
}
