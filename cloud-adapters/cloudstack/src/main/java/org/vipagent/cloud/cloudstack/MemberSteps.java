package org.vipagent.cloud.cloudstack;

import java.util.Optional;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.cloudstack.api.Balancer;
import org.vipagent.net.IpAddress;

/** What claims to be a member of a load balancer need. Members that are not of this cluster are never touched. */
record MemberSteps(Needs needs, CloudStackView view, Ours ours, Policy policy) {
    ClaimSteps of(BalancerMember claim, Destination destination) {
        Balancing balancing = Balancing.of(claim, view, needs.claims().peers());
        boolean alone = balancing.others(destination.machineId()).isEmpty();
        boolean right = balancing.isMember(destination.machineId()) && alone && !destination.moved();
        Optional<String> obstacle = balancing.obstacle(view).or(() -> right ? Optional.empty() : foreign(balancing));
        if (obstacle.isPresent()) {
            return ClaimSteps.leftOut(claim, obstacle.get());
        }
        if (right) {
            return ClaimSteps.nothing();
        }
        return claim.target() instanceof Target.Virtual
                ? virtual(balancing, destination)
                : primary(balancing, destination);
    }

    private Optional<String> foreign(Balancing balancing) {
        return balancing.rivals().stream()
                .filter(m -> !ours.includes(m.machineId(), m.address()))
                .findFirst()
                .map(m -> m.machineName() + " is a member with " + m.address() + " and is not one of the peers");
    }

    private ClaimSteps virtual(Balancing balancing, Destination destination) {
        boolean member = balancing.isMember(destination.machineId());
        boolean works = destination.pathWorks()
                && balancing.rivals().stream().anyMatch(m -> destination.moved() || !view.isGone(m.machineId()));
        Interruption level = works ? Interruption.ANY : Interruption.NONE;
        if (!destination.moved() && !Levels.allows(policy, level)) {
            return ClaimSteps.leftOut(
                    balancing.claim(), "the load balancer reaches it, although it names another virtual machine");
        }
        ClaimSteps.Draft draft = new ClaimSteps.Draft(level);
        balancing.rivals().stream()
                .filter(m -> destination.moved() || !m.machineId().equals(destination.machineId()))
                .map(m -> membership(balancing, m))
                .forEach(m -> draft.add(Phase.TAKE_AWAY, new MemberStep.RemoveMember(m, works))
                        .frees(m.id()));
        if (destination.moved() || !member) {
            draft.add(Phase.LEAD, assign(balancing, destination));
        }
        return draft.end();
    }

    // Nothing has to leave before the own address joins, so the load balancer is never without a member.
    private ClaimSteps primary(Balancing balancing, Destination destination) {
        ClaimSteps.Draft draft = new ClaimSteps.Draft(Interruption.NONE);
        if (!balancing.isMember(destination.machineId())) {
            draft.add(Phase.LEAD, assign(balancing, destination));
        }
        balancing
                .others(destination.machineId())
                .forEach(m -> draft.add(Phase.FINISH, new MemberStep.RemoveMember(membership(balancing, m), false)));
        return draft.end();
    }

    private MemberStep assign(Balancing balancing, Destination destination) {
        return new MemberStep.AssignMember(membership(
                balancing,
                destination.machineId(),
                destination.machineName(),
                destination.inside().address()));
    }

    private Membership membership(Balancing balancing, Balancer.Member member) {
        return membership(balancing, member.machineId(), member.machineName(), member.address());
    }

    private Membership membership(Balancing balancing, String machineId, String machineName, IpAddress address) {
        return new Membership(
                balancing.balancer().orElseThrow().id(),
                balancing.claim().publicIp() + " " + balancing.claim().publicPorts(),
                machineId,
                machineName,
                address,
                view.known().abilities().membersByAddress());
    }
}
