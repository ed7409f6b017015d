package org.vipagent.cloud.cloudstack;

import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.net.IpAddress;

/**
 * How the rules of one public address move, and why so.
 *
 * @param plan the name of the order: S1, S2, S3
 * @param update whether the rule is updated in place rather than deleted and created
 * @param because in words
 */
record Way(String plan, IpAddress publicIp, boolean update, String because) {
    /** How long a rule that works is interrupted on this way. */
    Interruption level() {
        return update ? Interruption.BRIEF : Interruption.ANY;
    }

    String describe(long rules) {
        return plan + ": " + rules + (rules == 1 ? " rule of " : " rules of ") + publicIp
                + (rules == 1 ? " moves by " : " move by ")
                + (update ? "update in place, one at a time" : "delete and create") + ", because " + because;
    }
}
