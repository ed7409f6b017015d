package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterEffect.Announce;
import org.vipagent.vrrp.RouterEffect.ConfirmAddresses;
import org.vipagent.vrrp.RouterEffect.RoleChanged;
import org.vipagent.vrrp.RouterEffect.SendAdvert;

/** What holds after whatever sequence of inputs. */
class InvariantsTest {
    /** One input of a named kind. */
    private record Input(String name, Function<Subject, List<RouterEffect>> act) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Property(tries = 1500)
    void holdWhateverHappens(@ForAll("configurations") RouterConfig config, @ForAll("inputs") List<Input> inputs) {
        Subject subject = new Subject(unused -> config.toBuilder());
        Watcher watcher = new Watcher(subject.router);
        for (Input input : inputs) {
            watcher.hasGiven(input);
            watcher.saw(input.act().apply(subject));
            // The shell loops while the deadline has come; it must come to an end.
            for (int turns = 0; subject.router.nextDeadline() <= subject.now; turns++) {
                assertThat(turns).isLessThan(5);
                watcher.saw(subject.router.deadline(subject.now));
            }
        }
    }

    /** Follows the effects and compares them with what the router says of itself. */
    private static final class Watcher {
        private static final Set<Role> SILENT = Set.of(Role.STOPPED, Role.FAULT);

        private final VirtualRouter router;
        private Role role = Role.STOPPED;
        private long epoch;
        /** The kernel has answered since the router asked for the addresses last. */
        private boolean confirmed;

        Watcher(VirtualRouter router) {
            this.router = router;
        }

        void hasGiven(Input input) {
            confirmed |= role == Role.MASTER && input.name().equals("applied");
        }

        void saw(List<RouterEffect> effects) {
            Role before = role;
            for (RouterEffect effect : effects) {
                if (effect instanceof RoleChanged change) {
                    changed(change);
                }
            }
            assertThat(router.role()).isEqualTo(role);
            assertThat(router.epoch()).isEqualTo(epoch);
            assertThat(router.wantsAddresses()).isEqualTo(role == Role.MASTER || role == Role.LEAVING);
            assertThat(effects.contains(new RouterEffect.Stopped()))
                    .isEqualTo(before != Role.STOPPED && role == Role.STOPPED);
            assertThat(router.nextDeadline() == RouterState.NEVER).isEqualTo(SILENT.contains(role));
            sent(before, effects);
        }

        private void changed(RoleChanged change) {
            assertThat(change.from()).isEqualTo(role).isNotEqualTo(change.to());
            assertThat(change.cause()).isNotBlank();
            role = change.to();
            epoch += role == Role.MASTER ? 1 : 0;
            confirmed = false;
            assertThat(change.epoch()).isEqualTo(epoch);
        }

        private void sent(Role before, List<RouterEffect> effects) {
            for (RouterEffect effect : effects) {
                if (effect instanceof SendAdvert advert) {
                    // Only who is master, or has just become it, advertises; only who gives up says 0.
                    boolean zero = advert.priority() == 0;
                    assertThat(zero ? before : before == Role.MASTER ? before : role)
                            .isIn(Role.MASTER, zero ? Role.LEAVING : Role.MASTER);
                    assertThat(zero && role == Role.MASTER).isFalse();
                }
                confirmed &= !(effect instanceof ConfirmAddresses);
                if (effect instanceof Announce announce) {
                    assertThat(role).isEqualTo(Role.MASTER);
                    assertThat(confirmed).as("the kernel has the addresses").isTrue();
                    assertThat(announce.repeat()).isPositive();
                }
            }
        }
    }

    @Provide
    Arbitrary<RouterConfig> configurations() {
        Arbitrary<Integer> priority = Arbitraries.of(1, 100, 254, 255);
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        Arbitrary<Long> interval = Arbitraries.of(10L, 100L, 1000L);
        Arbitrary<Long> delay = Arbitraries.of(0L, 50L, 5000L);
        return Combinators.combine(priority, flag, flag, interval, delay, delay)
                .as((prio, preempt, master, millis, preemptDelay, stop) -> Subject.defaults()
                        .priority(prio)
                        .preempt(preempt)
                        .startAsMaster(master)
                        .advertIntervalNanos(millis * Subject.MILLISECOND)
                        .preemptDelayNanos(preemptDelay * Subject.MILLISECOND)
                        .stopTimeoutNanos(stop * Subject.MILLISECOND)
                        .startupDelayNanos(stop * Subject.MILLISECOND)
                        .build());
    }

    @Provide
    Arbitrary<List<Input>> inputs() {
        List<Input> kinds = new ArrayList<>();
        // Weighted by repetition: mostly started, mostly time and adverts.
        for (int i = 0; i < 3; i++) {
            kinds.add(new Input("start", s -> s.start()));
            kinds.add(new Input("applied", s -> s.applied()));
            for (long millis : new long[] {1, 15, 90, 700, 4000}) {
                kinds.add(new Input("stand still " + millis, s -> {
                    s.standStill(millis * Subject.MILLISECOND);
                    return List.of();
                }));
            }
            for (int priority : new int[] {0, 50, 100, 200, 255}) {
                kinds.add(new Input("hear " + priority, s -> s.hear(priority)));
                kinds.add(new Input("hear lesser " + priority, s -> s.hear(priority, Subject.LESSER_ADDRESS)));
            }
        }
        kinds.add(new Input("hear own", s -> s.hear(100, Subject.OWN)));
        kinds.add(new Input("hear slow", s -> s.hear(200, 40 * Subject.SECOND, IpAddress.parse("10.0.0.77"))));
        kinds.add(new Input("fault", s -> s.router.fault("link down", s.now)));
        kinds.add(new Input("resumed", s -> s.router.resumed(s.now)));
        kinds.add(new Input("take over", s -> s.router.takeOver("group", s.now)));
        kinds.add(new Input("give way", s -> s.router.giveWay("group", s.now)));
        kinds.add(new Input("stop", s -> s.router.stop(s.now)));
        kinds.add(new Input("reconfigured", s -> s.router.reconfigured(s.router.config(), s.now)));
        return Arbitraries.of(kinds).list().ofMinSize(1).ofMaxSize(120);
    }
}
