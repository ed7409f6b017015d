package org.vipagent.cloud.cloudstack;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The writes on the members of a load-balancer rule. One at a time for each rule. */
public sealed interface MemberStep extends CloudStackStep {
    Membership member();

    @Override
    default Map<String, String> parameters() {
        return member().parameters();
    }

    @Override
    default Set<Touch> touches() {
        return Set.of(Touch.BALANCERS);
    }

    @Override
    default Optional<String> lane() {
        return Optional.of(member().ruleId());
    }

    @Override
    default String describe() {
        return command() + " " + member().describe();
    }

    /** Makes a machine's address a member. */
    record AssignMember(Membership member) implements MemberStep {
        @Override
        public String command() {
            return "assignToLoadBalancerRule";
        }
    }

    /** Takes a machine's address out; the other members stay. */
    record RemoveMember(Membership member, boolean interrupts) implements MemberStep {
        @Override
        public String command() {
            return "removeFromLoadBalancerRule";
        }

        @Override
        public boolean destroys() {
            return true;
        }
    }
}
