package org.vipagent.cloud.cloudstack;

import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudPlanner;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;

/**
 * Plans the only order that CloudStack allows: the rules that lead to an address are deleted before the address leaves
 * its old machine, it leaves before it is added here, and it is here before rules to it are created. Pure.
 */
public final class CloudStackPlanner implements CloudPlanner {
    @Override
    public Plan plan(Claims claims, CloudView view, Policy policy) {
        if (!(view instanceof CloudStackView seen)) {
            throw new IllegalArgumentException("not a view of this adapter");
        }
        return new Planning(claims, seen, policy).plan();
    }
}
