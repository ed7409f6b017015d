package org.vipagent.cloud.cloudstack;

import java.util.List;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;

/** How long interruptions compare. */
final class Levels {
    private Levels() {}

    static boolean allows(Policy policy, Interruption level) {
        return policy.interruption().compareTo(level) >= 0;
    }

    static Interruption longest(List<ClaimSteps> steps) {
        Interruption longest = Interruption.NONE;
        for (ClaimSteps one : steps) {
            if (one.level().compareTo(longest) > 0) {
                longest = one.level();
            }
        }
        return longest;
    }
}
