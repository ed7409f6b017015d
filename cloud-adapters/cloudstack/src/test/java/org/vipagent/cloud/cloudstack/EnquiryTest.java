package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.cloud.cloudstack.Situation.VIP;
import static org.vipagent.cloud.cloudstack.Situation.ip;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Policy.SeveralHolders;
import org.vipagent.cloud.cloudstack.api.ApiCall;

/**
 * An account with 400 machines on a server that shows only machine by machine who holds which secondary address, and no
 * peers are named.
 */
class EnquiryTest {
    private static final int MACHINES = 400;
    private static final int WITH_THE_NODE_AND_THE_HOLDER = 2;

    private final Situation s = new Situation(Profile.IDCF);
    private final List<TinyCloud.Vm> strangers = new ArrayList<>();

    @BeforeEach
    void manyMachines() {
        s.cloud.machinesShowSecondaries = false;
        for (int i = s.cloud.vms.size(); i < MACHINES; i++) {
            strangers.add(s.cloud.vm(
                    "app-" + i, "10.5.1." + (i % 250), String.format("02:00:56:df:%02x:%02x", 1 + i / 256, i % 256)));
        }
        s.claiming(ip(VIP));
    }

    private TinyCloud.Vm last() {
        return strangers.get(strangers.size() - 1);
    }

    /** Looks once, and says whom it has asked. */
    private List<String> asked(Observation[] seen) {
        s.cloud.calls.clear();
        seen[0] = s.look();
        return s.cloud.calls.stream()
                .filter(call -> call.command().equals("listNics"))
                .map(ApiCall::parameters)
                .map(all -> all.get("virtualmachineid"))
                .toList();
    }

    private List<String> asked() {
        return asked(new Observation[1]);
    }

    private int looksUntilSomethingIsKnown() {
        for (int look = 1; look <= 10; look++) {
            if (s.look() instanceof Observation.Seen) {
                return look;
            }
        }
        throw new AssertionError("nothing is ever known");
    }

    @Test
    void theHolderIsFoundInAFewLooksOfWhichEachEndsInTime() {
        s.cloud.hold(last(), VIP);

        for (int look = 1; look <= 3; look++) {
            Observation[] seen = new Observation[1];
            assertThat(asked(seen)).hasSizeLessThanOrEqualTo(1 + Enquiry.TO_FIND);
            assertThat(seen[0]).isInstanceOfSatisfying(Observation.Unseen.class, unseen -> {
                assertThat(unseen.failure().kind()).isEqualTo(Kind.HELD_BACK);
                assertThat(unseen.failure().text()).contains("of 400 virtual machines were not asked so far");
            });
        }

        assertThat(s.view().holding(ip(VIP))).isEqualTo(new Holding.Other(last().name));
    }

    @Test
    void nobodyIsSaidToHoldItBeforeEverybodyWasAsked() {
        assertThat(looksUntilSomethingIsKnown()).isEqualTo(4);

        assertThat(s.view().holding(ip(VIP))).isEqualTo(new Holding.Nobody());
    }

    @Test
    void whoIsKnownIsAskedInEveryLookAndTheOthersInTurns() {
        s.cloud.hold(s.lb, VIP);
        looksUntilSomethingIsKnown();
        Set<String> everyone = new HashSet<>();

        for (int look = 0; look < MACHINES / Enquiry.TO_SEE; look++) {
            List<String> asked = asked();
            assertThat(asked)
                    .contains(s.lb.id, s.backup.id)
                    .hasSize(WITH_THE_NODE_AND_THE_HOLDER + Enquiry.TO_SEE)
                    .doesNotHaveDuplicates();
            everyone.addAll(asked);
        }

        assertThat(everyone).isEqualTo(s.cloud.vms.keySet());
    }

    @Test
    void theOperatorIsToldWhoWasNotAskedAndWhatHelps() {
        s.cloud.hold(s.lb, VIP);
        looksUntilSomethingIsKnown();

        assertThat(s.view().remarks())
                .contains("378 of 400 virtual machines were not asked in this look which addresses they hold, each look"
                        + " asks others: name the peers, and only those are asked");

        s.peers = List.of(s.lb.id, s.backup.id);
        assertThat(asked()).containsExactlyInAnyOrder(s.lb.id, s.backup.id);
        assertThat(s.view().remarks()).isEmpty();
    }

    @Test
    void aMoveAsksThoseWhoTakePartAndNobodyElse() {
        s.cloud.hold(last(), VIP);
        looksUntilSomethingIsKnown();
        s.cloud.calls.clear();

        int stages = s.follow(new Policy(Interruption.ANY, SeveralHolders.MASTER_KEEPS), 4);

        assertThat(s.cloud.commands().stream().filter("listNics"::equals).count())
                .isLessThanOrEqualTo((1 + stages) * WITH_THE_NODE_AND_THE_HOLDER + Enquiry.TO_SEE);
        assertThat(s.view().holding(ip(VIP))).isEqualTo(new Holding.Ours());
    }

    @Test
    void aSecondHolderIsSeenWhenItsTurnComes() {
        s.cloud.hold(s.lb, VIP);
        looksUntilSomethingIsKnown();
        s.cloud.hold(last(), VIP);

        boolean seen = false;
        for (int look = 0; look <= MACHINES / Enquiry.TO_SEE && !seen; look++) {
            seen = ((CloudStackView) s.view())
                            .seats()
                            .values()
                            .iterator()
                            .next()
                            .holders()
                            .size()
                    == 2;
        }

        assertThat(seen).isTrue();
    }

    @Test
    void aHolderThatGaveItAwayIsLookedForAmongAllOthersAgain() {
        s.cloud.hold(s.lb, VIP);
        looksUntilSomethingIsKnown();
        s.lb.secondaries.clear();
        s.cloud.hold(last(), VIP);

        Holding holding = new Holding.Nobody();
        for (int look = 0; look < 5 && holding.equals(new Holding.Nobody()); look++) {
            Observation[] seen = new Observation[1];
            assertThat(asked(seen)).hasSizeLessThanOrEqualTo(WITH_THE_NODE_AND_THE_HOLDER + Enquiry.TO_FIND);
            if (seen[0] instanceof Observation.Seen known) {
                holding = known.view().holding(ip(VIP));
                assertThat(holding).isNotEqualTo(new Holding.Nobody());
            }
        }

        assertThat(holding).isEqualTo(new Holding.Other(last().name));
    }

    @Test
    void aHundredOthersAreAskedInEveryLook() {
        while (s.cloud.vms.size() > 1 + Enquiry.ALL_AT_ONCE) {
            s.cloud.vms.remove(strangers.remove(strangers.size() - 1).id);
        }
        s.cloud.hold(last(), VIP);

        assertThat(asked()).hasSize(1 + Enquiry.ALL_AT_ONCE);
        assertThat(asked()).hasSize(1 + Enquiry.ALL_AT_ONCE);
        assertThat(s.view().remarks()).isEmpty();
    }
}
