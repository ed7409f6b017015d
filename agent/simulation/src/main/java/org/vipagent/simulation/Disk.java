package org.vipagent.simulation;

import java.util.Optional;
import org.vipagent.cloud.StateKeeping;

/** What of a machine's disk outlives the agent's process and the machine's restarts. */
final class Disk implements StateKeeping {
    private String text;

    @Override
    public Optional<String> recall() {
        return Optional.ofNullable(text);
    }

    @Override
    public void keep(String newText) {
        text = newText;
    }

    @Override
    public void setAside(String why) {
        throw new IllegalStateException("an agent cannot read what another one wrote: " + why);
    }
}
