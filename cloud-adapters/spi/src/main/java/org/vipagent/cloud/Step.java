package org.vipagent.cloud;

/** One write. Each adapter has its own implementations, which carry what {@link CloudAdapter#execute} needs. Immutable. */
public interface Step {
    /** What it does, in words: {@code removeIpFromNic 10.5.0.100 from LB}. */
    String describe();

    /** Whether it interrupts a path that works. Such steps wait under {@code follow auto}. */
    boolean interrupts();

    /** Whether it takes something away that only this agent would bring back. */
    boolean destroys();
}
