package org.vipagent.cloud;

import java.util.Optional;
import org.vipagent.net.IpAddress;

/** One write. Each adapter has its own implementations, which carry what {@link CloudAdapter#execute} needs. Immutable. */
public interface Step {
    /** What it does, in words: {@code removeIpFromNic 10.5.0.100 from LB}. */
    String describe();

    /** Whether it interrupts a path that works. Such steps wait under {@code follow auto}. */
    boolean interrupts();

    /** Whether it takes something away that only this agent would bring back. */
    boolean destroys();

    /**
     * The virtual address to which the cloud lets traffic through only once this step is done, as in networks with
     * security groups: it has to be announced again then. Empty for every other step.
     */
    default Optional<IpAddress> opens() {
        return Optional.empty();
    }
}
