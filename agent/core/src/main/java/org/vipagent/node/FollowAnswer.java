package org.vipagent.node;

/**
 * What an instance says to the operator's {@code follow now}.
 *
 * @param instance its name
 */
public record FollowAnswer(String instance, Word word) {
    /** What it does about it. */
    public enum Word {
        /** It looks at the cloud and carries out one whole plan, whatever that interrupts. */
        BEGUN,
        /** Nothing: another node is master, and the cloud is to follow that one. */
        NOT_MASTER,
        /** Nothing: it claims nothing in any cloud. */
        NO_CLOUD
    }
}
