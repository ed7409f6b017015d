package org.vipagent.integration.bench;

/**
 * Two programs that share an address.
 *
 * @param first of priority 150: the master while all is well, and to whom things happen
 * @param second of priority 100
 */
record Couple(Program first, Program second) {
    String text() {
        return first == second ? first.text() : first.text() + " (backup " + second.text() + ")";
    }

    boolean hasOurs() {
        return first == Program.VIPAGENT || second == Program.VIPAGENT;
    }
}
