package org.vipagent.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.vrrp.Subject.GREATER_ADDRESS;
import static org.vipagent.vrrp.Subject.LESSER_ADDRESS;
import static org.vipagent.vrrp.Subject.OWN;
import static org.vipagent.vrrp.Subject.SECOND;
import static org.vipagent.vrrp.Subject.VIPS;
import static org.vipagent.vrrp.Subject.events;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterEffect.Noted;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.Datagram;
import org.vipagent.vrrp.wire.DropReason;
import org.vipagent.vrrp.wire.Hmac;
import org.vipagent.vrrp.wire.OldUnicastChecksum;

/** What a router demands of its peers' packets, and what it forgives and tells. */
class PeersTest {
    private static final long REALTIME = 1_800_000_000L * SECOND;
    private static final List<UnicastPeer> PEERS = List.of(UnicastPeer.of(GREATER_ADDRESS));
    private static final List<UnicastPeer> NEAR = List.of(new UnicastPeer(GREATER_ADDRESS, 254, 255));

    @Test
    void aUnicastPeerMayBeAnyNumberOfHopsAwayUnlessItIsBounded() {
        assertThat(drop(unicast(PEERS), GREATER_ADDRESS, 3)).isNull();
        assertThat(drop(unicast(NEAR), GREATER_ADDRESS, 254)).isNull();
        assertThat(drop(unicast(NEAR), GREATER_ADDRESS, 253)).isEqualTo(DropReason.TTL_OUT_OF_BOUNDS);
        List<UnicastPeer> far = List.of(new UnicastPeer(GREATER_ADDRESS, 0, 250));
        assertThat(drop(unicast(far), GREATER_ADDRESS, 255)).isEqualTo(DropReason.TTL_OUT_OF_BOUNDS);
    }

    @Test
    void aBoundSwitchesTheCheckOfTheSourceOnForItCouldBePassedByOtherwise() {
        assertThat(drop(unicast(PEERS), LESSER_ADDRESS, 255)).isNull();
        assertThat(drop(unicast(NEAR), LESSER_ADDRESS, 255)).isEqualTo(DropReason.UNKNOWN_SENDER);
        assertThat(drop(config -> unicast(PEERS).apply(config).checkUnicastSource(true), LESSER_ADDRESS, 255))
                .isEqualTo(DropReason.UNKNOWN_SENDER);
    }

    @Test
    void anotherNodeWithOurOwnAddressIsNamedAsSuchAlsoWhereStrangersAreRefused() {
        assertThat(drop(unicast(NEAR), OWN, 255)).isEqualTo(DropReason.SAME_ADDRESS);
    }

    @Test
    void aProofByHmacCountsFromPeersOnly() {
        Hmac permissive = hmac(Hmac.Mode.PERMISSIVE);
        UnaryOperator<RouterConfigBuilder> config = c -> unicast(PEERS).apply(c).hmac(Optional.of(permissive));
        assertThat(drop(config, LESSER_ADDRESS, 255)).isEqualTo(DropReason.UNKNOWN_SENDER);
        assertThat(drop(config, GREATER_ADDRESS, 255)).isNull();
    }

    @Test
    void aWrongClockIsToldInWordsAndSeconds() {
        UnaryOperator<RouterConfigBuilder> config = c -> c.hmac(Optional.of(hmac(Hmac.Mode.ENFORCE)));
        Subject backup = Subject.started(config);
        Datagram packet = packet(config, GREATER_ADDRESS, 255);
        List<RouterEffect> effects = backup.router.received(packet, REALTIME + 45 * SECOND, backup.now);
        assertThat(text(effects))
                .isEqualTo(
                        "dropped: the packet of 10.0.0.11 has a time stamp outside auth_hmac's time_window: a clock is"
                                + " wrong, or an old packet was sent again; it is stamped 45 s behind our clock");
        assertThat(backup.router.received(packet, REALTIME + 46 * SECOND, backup.now))
                .isEmpty();
        assertThat(backup.router.counters().drops()).containsEntry(DropReason.STALE, 2L);
        assertThat(backup.untilDeadline()).isEqualTo(Subject.MASTER_DOWN);
    }

    @Test
    void aClockThatDriftsIsToldBeforeItCostsAnAdvert() {
        UnaryOperator<RouterConfigBuilder> config = c -> c.hmac(Optional.of(hmac(Hmac.Mode.ENFORCE)));
        Subject backup = Subject.started(config);
        List<RouterEffect> effects =
                backup.router.received(packet(config, GREATER_ADDRESS, 255), REALTIME - 4 * SECOND, backup.now);
        assertThat(events(effects)).containsExactly(RouterEvent.CLOCK_OFF);
        assertThat(text(effects)).contains("4 s ahead of our clock");
        assertThat(backup.router.counters().received()).isEqualTo(1);
    }

    @Test
    void theToldClockNamesTheWindowAsItIs() {
        assertThat(text(stamped(5, 3))).endsWith("3 s ahead of our clock: it will not be believed beyond 5 s");
        assertThat(stamped(5, 2)).isEmpty();
        assertThat(text(stamped(300, 151))).endsWith("it will not be believed beyond 300 s");
    }

    @Test
    void aSecondOfDifferenceIsNotTold() {
        assertThat(stamped(1, 1)).isEmpty();
        assertThat(stamped(1, -1)).isEmpty();
        assertThat(stamped(2, 1)).isEmpty();
        assertThat(text(stamped(2, -2))).endsWith("2 s behind our clock: it will not be believed beyond 2 s");
    }

    /** What comes of an advert whose stamp is so far ahead of our clock. */
    private static List<RouterEffect> stamped(int windowSeconds, int aheadSeconds) {
        Hmac hmac = new Hmac(
                List.of(new Hmac.Key(1, new byte[32])),
                1,
                Hmac.AntiReplay.TIME,
                windowSeconds * SECOND,
                Hmac.Mode.ENFORCE);
        UnaryOperator<RouterConfigBuilder> config = c -> c.hmac(Optional.of(hmac));
        Subject backup = Subject.started(config);
        Datagram packet = packet(config, GREATER_ADDRESS, 255);
        List<RouterEffect> effects = backup.router.received(packet, REALTIME - aheadSeconds * SECOND, backup.now);
        assertThat(backup.router.counters().received()).isEqualTo(1);
        return effects;
    }

    @Test
    void anAdvertThatIsPlayedAgainTouchesNoTimer() {
        UnaryOperator<RouterConfigBuilder> config = c -> c.hmac(Optional.of(hmac(Hmac.Mode.ENFORCE)));
        Subject backup = Subject.started(config);
        Datagram packet = packet(config, GREATER_ADDRESS, 255);
        backup.router.received(packet, REALTIME, backup.now);
        long deadline = backup.router.nextDeadline();
        backup.pass(SECOND);
        List<RouterEffect> effects = backup.router.received(packet, REALTIME + SECOND, backup.now);
        assertThat(events(effects)).containsExactly(RouterEvent.PACKET_DROPPED);
        assertThat(backup.router.nextDeadline()).isEqualTo(deadline);
    }

    @Test
    void whoSendsNoTrailerYetIsToldOnceAndCountedAlways() {
        Subject backup = Subject.started(config -> config.hmac(Optional.of(hmac(Hmac.Mode.PERMISSIVE))));
        Datagram without = packet(config -> config, GREATER_ADDRESS, 255);
        assertThat(events(backup.router.received(without, REALTIME, backup.now)))
                .containsExactly(RouterEvent.NOT_AUTHENTICATED);
        for (int i = 0; i < 200; i++) {
            backup.pass(SECOND);
            assertThat(backup.router.received(without, REALTIME, backup.now)).isEmpty();
        }
        assertThat(backup.router.counters().unauthenticated()).isEqualTo(201);
    }

    @Test
    void whoSumsAnotherWayIsToldOnceAndCountedAlways() {
        Subject backup = Subject.started();
        Datagram plain = packet(config -> config.v3ChecksumAsV2(true), GREATER_ADDRESS, 255);
        List<RouterEffect> effects = backup.router.received(plain, 0, backup.now);
        assertThat(events(effects)).containsExactly(RouterEvent.OTHER_CHECKSUM_FORM);
        assertThat(text(effects))
                .isEqualTo(
                        "10.0.0.11 sends checksums of the message alone (v3_checksum_as_v2), here they are sent with a"
                                + " pseudo-header: it may not believe ours");
        for (int i = 0; i < 200; i++) {
            backup.pass(SECOND);
            assertThat(backup.router.received(plain, 0, backup.now)).isEmpty();
        }
        assertThat(backup.router.counters().otherChecksumForm()).isEqualTo(201);
    }

    @Test
    void aSecondPeerOfTheKindIsToldAMinuteLater() {
        Subject backup = Subject.started();
        backup.router.received(packet(config -> config.v3ChecksumAsV2(true), GREATER_ADDRESS, 255), 0, backup.now);
        Datagram second = packet(config -> config.v3ChecksumAsV2(true), IpAddress.parse("10.0.0.12"), 255);
        assertThat(backup.router.received(second, 0, backup.now)).isEmpty();
        backup.now += 60 * SECOND;
        assertThat(events(backup.router.received(second, 0, backup.now)))
                .containsExactly(RouterEvent.OTHER_CHECKSUM_FORM);
    }

    @Test
    void aHabitThatCeasedIsNewsWhenItComesBack() {
        Subject backup = Subject.started();
        Datagram plain = packet(config -> config.v3ChecksumAsV2(true), GREATER_ADDRESS, 255);
        backup.router.received(plain, 0, backup.now);
        backup.router.received(packet(config -> config, GREATER_ADDRESS, 255), 0, backup.now);
        backup.now += 60 * SECOND;
        assertThat(events(backup.router.received(plain, 0, backup.now)))
                .containsExactly(RouterEvent.OTHER_CHECKSUM_FORM);
    }

    @Test
    void theOldUnicastChecksumIsBelievedUnlessNeverAndSentOnlyWhereAskedFor() {
        UnaryOperator<RouterConfigBuilder> old = oldUnicast(OldUnicastChecksum.SEND);
        UnaryOperator<RouterConfigBuilder> accept = oldUnicast(OldUnicastChecksum.ACCEPT);
        UnaryOperator<RouterConfigBuilder> never = oldUnicast(OldUnicastChecksum.NEVER);
        Datagram oldForm = packet(old, GREATER_ADDRESS, 255);
        Datagram newForm = packet(accept, GREATER_ADDRESS, 255);
        assertThat(drop(Subject.started(accept), oldForm)).isNull();
        assertThat(drop(Subject.started(never), oldForm)).isEqualTo(DropReason.BAD_CHECKSUM);
        assertThat(drop(Subject.started(never), newForm)).isNull();
        assertThat(drop(Subject.started(old), newForm)).isNull();
        Subject told = Subject.started(accept);
        assertThat(text(told.router.received(oldForm, 0, told.now))).contains("old_unicast_checksum");
    }

    @Test
    void theGroupInTheChecksumOfAMulticastAdvertIsNoOldForm() {
        Subject backup = Subject.started(config -> config.oldUnicastChecksum(OldUnicastChecksum.SEND));
        Datagram packet = packet(config -> config.oldUnicastChecksum(OldUnicastChecksum.SEND), GREATER_ADDRESS, 255);
        assertThat(backup.router.received(packet, 0, backup.now)).isEmpty();
        assertThat(backup.router.counters().otherChecksumForm()).isZero();
    }

    @Test
    void aGlobalAddressFirstIsBelievedAndToldOnce() {
        VirtualRouter backup = ipv6(config -> config, "fe80::1");
        VirtualRouter peer = ipv6(config -> config, "fe80::2");
        Datagram packet = packet(peer, IpAddress.parse("fe80::2"), AdvertCodec.GROUP6, 255);
        assertThat(events(backup.received(packet, 0, 0))).containsExactly(RouterEvent.GLOBAL_ADDRESS_FIRST);
        assertThat(backup.received(packet, 0, 100 * SECOND)).isEmpty();
        assertThat(backup.counters().received()).isEqualTo(2);
    }

    @Test
    void strictlyAGlobalAddressFirstIsDropped() {
        UnaryOperator<RouterConfigBuilder> strict =
                config -> config.manners(new PeerManners(false, true, false, false, true));
        VirtualRouter backup = ipv6(strict, "fe80::1");
        VirtualRouter global = ipv6(strict, "fe80::2");
        backup.received(packet(global, IpAddress.parse("fe80::2"), AdvertCodec.GROUP6, 255), 0, 0);
        assertThat(backup.counters().drops()).containsEntry(DropReason.GLOBAL_ADDRESS_FIRST, 1L);
        VirtualRouter linkLocal = ipv6(
                config -> strict.apply(config)
                        .virtualAddresses(List.of(IpAddress.parse("fe80::100"), IpAddress.parse("2001:db8::100"))),
                "fe80::2");
        backup.received(packet(linkLocal, IpAddress.parse("fe80::2"), AdvertCodec.GROUP6, 255), 0, 0);
        assertThat(backup.counters().received()).isEqualTo(1);
    }

    @Test
    void strictlyVersion2DropsAnotherListUnlessItsOwnerSendsIt() {
        UnaryOperator<RouterConfigBuilder> strict =
                config -> config.version(2).manners(new PeerManners(false, true, false, false, true));
        Datagram longer = packet(
                config -> config.version(2)
                        .virtualAddresses(List.of(VIPS.get(0), VIPS.get(1), IpAddress.parse("10.0.0.102"))),
                GREATER_ADDRESS,
                255);
        assertThat(drop(Subject.started(strict), longer)).isEqualTo(DropReason.ADDRESS_LIST_MISMATCH);
        assertThat(drop(Subject.started(config -> config.version(2)), longer)).isNull();
        UnaryOperator<RouterConfigBuilder> version3 =
                config -> config.manners(new PeerManners(false, true, false, false, true));
        Datagram other = packet(config -> config.virtualAddresses(List.of(VIPS.get(0))), GREATER_ADDRESS, 255);
        assertThat(drop(Subject.started(version3), other)).isNull();
    }

    @Test
    void anOwnerIgnoresAllOthersWhereItIsToldTo() {
        UnaryOperator<RouterConfigBuilder> owner = config ->
                config.priority(255).startAsMaster(true).manners(new PeerManners(false, true, true, false, false));
        assertThat(drop(owner, GREATER_ADDRESS, 255)).isEqualTo(DropReason.OWNER_IGNORES);
        assertThat(drop(config -> owner.apply(config).priority(254), GREATER_ADDRESS, 255))
                .isNull();
    }

    @Test
    void aListThatWasLookedAtIsNotLookedAtAgainWhereItIsToldSo() {
        Subject backup = Subject.started(config -> config.manners(new PeerManners(false, true, false, true, false)));
        Datagram shorter = packet(config -> config.virtualAddresses(VIPS.subList(0, 1)), GREATER_ADDRESS, 255);
        backup.router.received(shorter, 0, backup.now);
        backup.router.received(shorter, 0, backup.now);
        assertThat(backup.router.counters().addressListDiffers()).isEqualTo(1);
        Datagram another =
                packet(config -> config.virtualAddresses(VIPS.subList(0, 1)), IpAddress.parse("10.0.0.12"), 255);
        backup.router.received(another, 0, backup.now);
        assertThat(backup.router.counters().addressListDiffers()).isEqualTo(2);
    }

    private static UnaryOperator<RouterConfigBuilder> unicast(List<UnicastPeer> peers) {
        return config -> config.unicastPeers(peers);
    }

    private static UnaryOperator<RouterConfigBuilder> oldUnicast(OldUnicastChecksum form) {
        return config -> config.unicastPeers(PEERS).oldUnicastChecksum(form);
    }

    private static Hmac hmac(Hmac.Mode mode) {
        return new Hmac(List.of(new Hmac.Key(1, new byte[32])), 1, Hmac.AntiReplay.TIME, 5 * SECOND, mode);
    }

    private static DropReason drop(UnaryOperator<RouterConfigBuilder> config, IpAddress source, int ttl) {
        return drop(Subject.started(config), packet(config, source, ttl));
    }

    /** Why a packet is dropped; null if it is believed. */
    private static DropReason drop(Subject subject, Datagram packet) {
        subject.router.received(packet, REALTIME, subject.now);
        RouterCounters counters = subject.router.counters();
        assertThat(counters.received() + counters.drops().size()).isEqualTo(1);
        return counters.drops().keySet().stream().findFirst().orElse(null);
    }

    /** What a router of this configuration would send from that address, to us if by unicast. */
    private static Datagram packet(UnaryOperator<RouterConfigBuilder> config, IpAddress source, int ttl) {
        VirtualRouter sender =
                new VirtualRouter(config.apply(Subject.defaults()).build());
        sender.start(source, 0);
        return packet(sender, source, sender.config().unicast() ? OWN : AdvertCodec.GROUP, ttl);
    }

    private static Datagram packet(VirtualRouter sender, IpAddress source, IpAddress destination, int ttl) {
        byte[] target = new byte[AdvertCodec.MAXIMUM_LENGTH];
        int length = sender.encode(150, destination, REALTIME, target).length();
        return new Datagram(source, destination, ttl, Arrays.copyOf(target, length), 0, length);
    }

    private static VirtualRouter ipv6(UnaryOperator<RouterConfigBuilder> changes, String source) {
        RouterKey key = new RouterKey(new InterfaceName("eth0"), AddressFamily.INET6, 51);
        RouterConfigBuilder config = RouterConfig.builder("VI_6", key)
                .version(3)
                .virtualAddresses(List.of(IpAddress.parse("2001:db8::100")));
        VirtualRouter router = new VirtualRouter(changes.apply(config).build());
        router.start(IpAddress.parse(source), 0);
        return router;
    }

    private static String text(List<RouterEffect> effects) {
        return effects.stream()
                .filter(Noted.class::isInstance)
                .map(effect -> ((Noted) effect).text())
                .findFirst()
                .orElseThrow();
    }
}
