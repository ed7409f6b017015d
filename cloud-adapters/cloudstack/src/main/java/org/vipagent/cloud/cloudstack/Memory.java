package org.vipagent.cloud.cloudstack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.cloud.cloudstack.api.Network;
import org.vipagent.cloud.cloudstack.api.PageSize;
import org.vipagent.net.IpAddress;

/**
 * What earlier looks and steps taught, for all instances of one provider. Safe for use from several threads: each fact
 * stands for itself, and what belongs together is replaced as one value.
 */
final class Memory {
    // vm.network.nic.max.secondary.ipaddresses where nobody has set it.
    private static final int SECONDARIES_BY_DEFAULT = 10;
    private static final int REFUSALS_THAT_COUNT = 2;
    private static final int ROUNDS_OF_REST = 5;
    private static final int ROUNDS_PER_FACT = 60;
    private static final int ROUNDS_PER_ASSUMPTION = 5;

    private final PageSize pageSize;
    private final Lanes lanes = new Lanes();
    private final Map<String, Lists> last = new ConcurrentHashMap<>();
    private final Holders holders = new Holders();
    private final Census census = new Census();
    private final Rejections rejections = new Rejections();
    private final AtomicInteger secondariesAtMost = new AtomicInteger(SECONDARIES_BY_DEFAULT);
    private final Map<String, Network> networks = new ConcurrentHashMap<>();
    private final Map<String, Api> apis = new ConcurrentHashMap<>();
    /** From which round on the facts of which networks and commands are to be asked for anew. */
    private final Map<String, Integer> dueAt = new ConcurrentHashMap<>();

    private final Map<String, String> remarks = new ConcurrentHashMap<>();
    private final Firewalls firewalls = new Firewalls();
    private final Admissions admissions = new Admissions();
    private final Handover handover = new Handover(firewalls, admissions, holders);
    private final Map<String, CloudStackStep.UpdateRule> updates = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Rounds rounds = new Rounds();
    /** Until when, in nanoseconds of the clock of the deadlines. */
    private final Map<String, Long> unsettled = new ConcurrentHashMap<>();

    private volatile Machine own;
    private volatile boolean updateDoesNothing;
    private volatile boolean machinesShowSecondaryIps;

    /** @param before what an earlier process knew */
    Memory(Profile profile, Keepsake before) {
        this.pageSize = new PageSize(profile.pageSize());
        handover.recall(before);
    }

    /** What a restart must not make forgotten. */
    Handover handover() {
        return handover;
    }

    /** Who is using what has to be used by one at a time. */
    Lanes lanes() {
        return lanes;
    }

    // ---- this node

    Optional<Machine> own() {
        return Optional.ofNullable(own);
    }

    void found(Machine machine) {
        own = machine;
    }

    void lostOwn() {
        own = null;
    }

    // ---- the last lists of each instance

    Optional<Lists> last(String instance) {
        return Optional.ofNullable(last.get(instance));
    }

    void saw(String instance, Lists lists) {
        last.put(instance, lists);
    }

    // ---- what the server is and can do

    Optional<Network> network(String id) {
        return Optional.ofNullable(networks.get(id));
    }

    void knows(Network network) {
        networks.put(network.id(), network);
        told(network.id());
    }

    /**
     * The server refuses to tell of a network, which may pass: it is asked again soon.
     *
     * @param network what it seems to be; counts where nothing is known
     * @param remark what is worth saying then
     */
    void assumes(Network network, String remark) {
        assumed(network.id(), networks.putIfAbsent(network.id(), network) == null, remark);
    }

    private void told(String networkOrCommand) {
        nothingToRemark(networkOrCommand);
        dueAt.put(networkOrCommand, rounds.now() + ROUNDS_PER_FACT);
    }

    private void assumed(String networkOrCommand, boolean unknown, String remark) {
        if (unknown) {
            remark(networkOrCommand, remark);
        }
        dueAt.put(networkOrCommand, rounds.now() + ROUNDS_PER_ASSUMPTION);
    }

    /** Whether it is time to ask for a network or a command, which does not mean that nothing is known of it. */
    boolean isDue(String networkOrCommand) {
        return dueAt.getOrDefault(networkOrCommand, 0) <= rounds.now();
    }

    /**
     * What {@code listApis} told of a command.
     *
     * @param told false where this key may not ask, so that only the profile can tell
     * @param parameters in lower case; none where there is no such command
     */
    record Api(boolean told, Set<String> parameters) {}

    Optional<Api> api(String command) {
        return Optional.ofNullable(apis.get(command));
    }

    void knows(String command, Api api) {
        apis.put(command, api);
        told(command);
    }

    /**
     * The server refuses to tell of a command. Whether this key may never ask or may not at the moment, it does not say:
     * both are answered with 401. So it is asked again soon, and what it has told before counts until then.
     */
    void assumes(String command, String remark) {
        assumed(command, apis.putIfAbsent(command, new Api(false, Set.of())) == null, remark);
    }

    /** Something that stays worth saying until there is {@linkplain #nothingToRemark nothing to say} of it any more. */
    void remark(String about, String text) {
        remarks.put(about, text);
    }

    void nothingToRemark(String about) {
        remarks.remove(about);
    }

    List<String> remarks() {
        return remarks.values().stream().sorted().toList();
    }

    /** Whether the list of machines was seen to show secondary addresses, whatever the profile says. */
    boolean machinesShowSecondaryIps() {
        return machinesShowSecondaryIps;
    }

    /** A list of machines, as the server gave it. */
    void sawMachines(List<Machine> machines) {
        boolean shown = machines.stream()
                .flatMap(machine -> machine.nics().stream())
                .anyMatch(nic -> !nic.secondaries().isEmpty());
        if (shown) {
            machinesShowSecondaryIps = true;
        }
    }

    /** Whether an update of a rule was seen to say that it is done, and to change nothing. */
    boolean updateDoesNothing() {
        return updateDoesNothing;
    }

    /** How many elements a page may have, as far as it was found out. */
    PageSize pageSize() {
        return pageSize;
    }

    // ---- who held which address

    Optional<Remembered> holderOf(String networkId, IpAddress address) {
        Holders.Place place = new Holders.Place(networkId, address);
        handover.claimed(place);
        return holders.at(place);
    }

    /** In whichever network. */
    List<Remembered> holdersOf(IpAddress address) {
        return holders.of(address);
    }

    void heldBy(IpAddress address, Remembered holder) {
        holders.heldBy(address, holder);
    }

    void free(String networkId, IpAddress address) {
        holders.free(new Holders.Place(networkId, address));
    }

    void forgetMachine(String machineId) {
        holders.forgetMachine(machineId);
        census.forget(machineId);
    }

    /** From whom the address was taken by us. */
    Optional<Remembered> giver(String networkId, IpAddress address) {
        return holders.giver(new Holders.Place(networkId, address));
    }

    /** Who had which addresses, where they have to be asked one by one. */
    Census census() {
        return census;
    }

    /** Addresses that the cloud has refused to give to an interface. */
    Rejections rejections() {
        return rejections;
    }

    /** How many secondary addresses an interface may have: as many as by default, or as one was seen to have. */
    int secondariesAtMost() {
        return secondariesAtMost.get();
    }

    void sawSecondaries(int ofOneInterface) {
        secondariesAtMost.accumulateAndGet(ofOneInterface, Math::max);
    }

    // ---- what would be lost

    /** Whom the rule for these ports admitted when it was last seen; empty for everyone, and where none was seen. */
    String admitted(ForwardingRule.Slot slot) {
        handover.claimed(slot);
        return admissions.of(slot);
    }

    /** A rule on exactly the ports of a claim. */
    void sawRule(ForwardingRule rule) {
        admissions.saw(rule);
    }

    /** The firewall rules that go when something else goes. */
    Firewalls firewalls() {
        return firewalls;
    }

    /** Firewall rules of a claimed public address that have to come back. */
    List<FirewallRule> lostFirewalls(String publicIpId, List<FirewallRule> now) {
        handover.claimed(publicIpId);
        return firewalls.lost(publicIpId, now);
    }

    // ---- what became of the steps

    /**
     * To be told of every step that was sent, when it has ended.
     *
     * @param settledAt when a job of it that may still be running will have ended one way or the other
     */
    void ended(CloudStackStep step, StepOutcome outcome, long settledAt) {
        boolean done = outcome instanceof StepOutcome.Done;
        if (StepProgress.mayStillRun(outcome)) {
            step.forwarding().ifPresent(rule -> unsettled.put(rule, settledAt));
        }
        if (step instanceof CloudStackStep.RemoveAddress remove) {
            removed(remove, outcome);
        } else if (step instanceof CloudStackStep.AddAddress add) {
            added(add, outcome);
        } else if (step instanceof CloudStackStep.UpdateRule update && done) {
            updates.put(update.ruleId(), update);
        } else if (step instanceof CloudStackStep.DisableStaticNat disable && mayHaveChanged(outcome)) {
            firewalls.went(disable.publicIpId());
        } else if (step instanceof CloudStackStep.DeleteRule delete && mayHaveChanged(outcome)) {
            firewalls.wentWith(Firewalls.forwarding(delete.ruleId()));
        }
    }

    // A job that failed half-way may have taken the firewall rules away although what they go with is still there.
    private static boolean mayHaveChanged(StepOutcome outcome) {
        return !(outcome instanceof StepOutcome.Refused refused)
                || refused.failure().kind() == Kind.JOB_FAILED;
    }

    private void added(CloudStackStep.AddAddress add, StepOutcome outcome) {
        if (outcome instanceof StepOutcome.Done) {
            rejections.accepted(add.nicId(), add.address());
        } else if (outcome instanceof StepOutcome.Refused refused
                && refused.failure().kind() == Kind.REFUSED) {
            rejections.rejected(add.nicId(), add.address());
        }
    }

    private void removed(CloudStackStep.RemoveAddress remove, StepOutcome outcome) {
        boolean refused = outcome instanceof StepOutcome.Refused;
        boolean unknownId =
                outcome instanceof StepOutcome.Refused r && r.failure().kind() == Kind.REFUSED;
        if (outcome instanceof StepOutcome.Done || unknownId) {
            holders.removed(remove.secondaryId());
            refusals.remove(remove.secondaryId());
        } else if (refused && ((StepOutcome.Refused) outcome).failure().kind() == Kind.JOB_FAILED) {
            refusals.merge(remove.secondaryId(), 1, Integer::sum);
        }
    }

    /**
     * Whether the server has refused several times in a row to let this address go. Then the rules to it are brought
     * back rather than kept away by one more attempt.
     */
    boolean doesNotLeave(String secondaryId) {
        return refusals.getOrDefault(secondaryId, 0) >= REFUSALS_THAT_COUNT;
    }

    /** To be told the time before each look: jobs that must have ended by then are waited for no more. */
    void passes(long now) {
        unsettled.values().removeIf(until -> until - now <= 0);
    }

    /** To be told of each look that asks for everything: what is out of date after some of them is forgotten. */
    void wholeLook(String instance) {
        if (!rounds.look(instance)) {
            return;
        }
        refusals.replaceAll((id, count) -> count < REFUSALS_THAT_COUNT ? count : count + 1);
        refusals.values().removeIf(count -> count > REFUSALS_THAT_COUNT + ROUNDS_OF_REST);
        firewalls.age();
        rejections.age();
        if (rounds.now() % ROUNDS_PER_FACT == 0) {
            // Somebody else may have changed the rule back in between, and a server may be mended.
            updateDoesNothing = false;
        }
    }

    /** Whether a job for that rule was given up a short while ago, and may still be running. */
    boolean isUnsettled(ForwardingRule rule) {
        return !rule.isActive()
                && (unsettled.containsKey(rule.id())
                        || unsettled.containsKey(rule.slot().toString()));
    }

    /** The same of a firewall rule. */
    boolean isUnsettled(String publicIpId, FirewallRule rule) {
        return !rule.isActive() && (unsettled.containsKey(rule.id()) || unsettled.containsKey(rule.place(publicIpId)));
    }

    /** The updates that have ended and were not held against the rules yet; to be asked before the rules are. */
    Map<String, CloudStackStep.UpdateRule> updatesToProve() {
        return Map.copyOf(updates);
    }

    /**
     * Holds what updates promised against the rules as they are.
     *
     * @param ended those that had ended before the rules were asked for
     */
    void sawRules(List<ForwardingRule> rules, Map<String, CloudStackStep.UpdateRule> ended) {
        lanes.saw(rules);
        ended.forEach(updates::remove);
        for (ForwardingRule rule : rules) {
            CloudStackStep.UpdateRule update = ended.get(rule.id());
            if (update != null && rule.isActive() && !update.shows(rule)) {
                updateDoesNothing = true;
            }
        }
    }
}
