package org.vipagent.config;

/**
 * One word that a block may hold.
 *
 * @param name as written
 * @param canonical the name that all spellings of the same setting share
 * @param support whether this program acts on it
 * @param least how many words must follow it
 * @param most how many may; {@link #ANY_NUMBER} for no limit
 * @param repeatable whether several are meant to add up
 * @param secret whether what follows must not be shown
 * @param script whether what follows is split like a command
 * @param block the kind of its block; empty: it has none
 * @param note why it is refused, or what its absence means; may be empty
 */
record Keyword(
        String name,
        String canonical,
        Support support,
        int least,
        int most,
        boolean repeatable,
        boolean secret,
        boolean script,
        String block,
        String note) {
    static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** What this program does about a word. */
    enum Support {
        /** Acts on it. */
        SUPPORTED,
        /** Knows that keepalived has it, and leaves it out. */
        UNSUPPORTED,
        /** Would be wrong on the wire, or unsafe, if it left it out. */
        REFUSED
    }

    boolean hasBlock() {
        return !block.isEmpty();
    }
}
