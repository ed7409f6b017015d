package org.vipagent.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Decoded.Valid;
import org.vipagent.vrrp.wire.Hmac.AntiReplay;
import org.vipagent.vrrp.wire.Hmac.Mode;

/** What holds for adverts of every form: version, family, unicast, checksum, header, trailer, transport. */
class AdvertExchangeTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int IP_HEADER = 20;

    /** A router's way to write adverts. */
    record Shape(AdvertFormat format, Optional<Hmac> hmac, Transport transport) {
        AdvertExchange exchange() {
            return new AdvertExchange(format, hmac, transport);
        }

        IpAddress source() {
            return IpAddress.parse(format.family() == AddressFamily.INET ? "10.0.0.1" : "fe80::1");
        }

        IpAddress destination() {
            IpAddress peer = IpAddress.parse(format.family() == AddressFamily.INET ? "10.0.0.2" : "fe80::2");
            return format.unicast() ? peer : AdvertCodec.group(format.family());
        }

        /** The payload with an IPv4 header in front, as a raw socket delivers it. */
        byte[] packet(int priority, long realtime) {
            byte[] payload = new byte[AdvertCodec.MAXIMUM_LENGTH];
            Encoded encoded = exchange().encode(priority, source(), destination(), realtime, payload);
            byte[] packet = new byte[IP_HEADER + encoded.length()];
            packet[0] = 0x45;
            packet[2] = (byte) (packet.length >> 8);
            packet[3] = (byte) packet.length;
            packet[4] = (byte) (encoded.identification() >> 8);
            packet[5] = (byte) encoded.identification();
            packet[8] = (byte) 255;
            packet[9] = 51;
            if (format.family() == AddressFamily.INET) {
                source().copyTo(packet, 12);
                destination().copyTo(packet, 16);
            }
            System.arraycopy(payload, 0, packet, IP_HEADER, encoded.length());
            return packet;
        }

        Datagram datagram(byte[] packet) {
            return new Datagram(
                    source(), destination(), 255, transport, IP_HEADER, packet, IP_HEADER, packet.length - IP_HEADER);
        }
    }

    @Property(tries = 1000)
    void readsBackWhatItWrote(
            @ForAll("shapes") Shape shape,
            @ForAll @IntRange(max = 255) int priority,
            @ForAll @LongRange(max = 4_000_000_000_000_000_000L) long realtime) {
        AdvertFormat format = shape.format();
        Advert expected =
                new Advert(format.version(), format.vrid(), priority, format.advertIntervalNanos(), format.addresses());
        boolean trailer = shape.hmac().map(h -> h.mode() != Mode.RECEIVE_ONLY).orElse(false);
        Datagram datagram = shape.datagram(shape.packet(priority, realtime));
        assertThat(shape.exchange().decode(datagram, realtime))
                .isEqualTo(new Valid(expected, format.checksumForm(), trailer, 0));
        assertThat(AdvertCodec.peekVrid(datagram)).isEqualTo(format.vrid());
    }

    @Property(tries = 3000)
    void neverThrowsOnRandomBytes(
            @ForAll @Size(max = 200) byte[] bytes,
            @ForAll @IntRange(max = 70) int header,
            @ForAll("shapes") Shape shape,
            @ForAll("shapes") Shape other) {
        int offset = Math.min(header, bytes.length);
        Datagram datagram = new Datagram(
                shape.source(),
                shape.destination(),
                255,
                other.transport(),
                offset,
                bytes,
                offset,
                bytes.length - offset);
        assertThat(shape.exchange().decode(datagram, 0)).isNotNull();
        assertThat(AdvertCodec.peekVrid(datagram)).isBetween(-1, 255);
    }

    /** Random bytes rarely pass the first check; these get as far as each of them. */
    @Property(tries = 5000)
    void neverThrowsOnDamagedPackets(
            @ForAll("shapes") Shape sent,
            @ForAll("shapes") Shape received,
            @ForAll boolean same,
            @ForAll @IntRange(max = 4200) int at,
            @ForAll byte value,
            @ForAll @IntRange(max = 60) int cut,
            @ForAll @IntRange(max = 60) int more) {
        byte[] right = sent.packet(100, 0);
        byte[] packet = Arrays.copyOf(right, Math.max(IP_HEADER, right.length - cut + more));
        packet[at % packet.length] = value;
        Shape receiver = same ? sent : received;
        assertThat(receiver.exchange().decode(sent.datagram(packet), 0)).isNotNull();
    }

    @Provide
    Arbitrary<Shape> shapes() {
        Arbitrary<Integer> version = Arbitraries.of(2, 3);
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        Arbitrary<Integer> proof = Arbitraries.integers().between(0, 3);
        Arbitrary<Integer> vrid = Arbitraries.integers().between(1, 255);
        Arbitrary<Integer> count = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(0, 20)),
                Tuple.of(1, Arbitraries.integers().between(21, 255)));
        Arbitrary<OldUnicastChecksum> old = Arbitraries.of(OldUnicastChecksum.class);
        Arbitrary<Mode> mode = Arbitraries.of(Mode.class);
        return Combinators.combine(
                        version,
                        flag,
                        flag,
                        flag,
                        proof,
                        vrid,
                        count,
                        Combinators.combine(old, mode).as(Choice::new))
                .as(AdvertExchangeTest::shape);
    }

    private record Choice(OldUnicastChecksum old, Mode mode) {}

    private static Shape shape(
            int version,
            boolean six,
            boolean unicast,
            boolean plainSum,
            int proof,
            int vrid,
            int count,
            Choice choice) {
        AddressFamily family = version == 3 && six ? AddressFamily.INET6 : AddressFamily.INET;
        Authentication authentication = Authentication.none();
        if (version == 2 && proof == 1) {
            authentication = Authentication.password("p" + vrid);
        } else if (version == 2 && proof == 2) {
            authentication = Authentication.header("p" + vrid);
        }
        AdvertFormat format = new AdvertFormat(
                version, vrid, family, SECOND, addresses(family, count), authentication, plainSum, unicast, choice.old);
        Transport transport = unicast ? Transport.udp(vrid) : Transport.VRRP;
        if (authentication.isHeader()) {
            transport = Transport.AUTHENTICATION_HEADER;
        }
        return new Shape(format, proof == 3 ? Optional.of(hmac(vrid, choice.mode)) : Optional.empty(), transport);
    }

    private static Hmac hmac(int id, Mode mode) {
        AntiReplay antiReplay = id % 2 == 0 ? AntiReplay.TIME : AntiReplay.MONOTONIC;
        return new Hmac(List.of(new Hmac.Key(id, new byte[32 + id % 33])), id, antiReplay, 5 * SECOND, mode);
    }

    private static List<IpAddress> addresses(AddressFamily family, int count) {
        List<IpAddress> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] address = new byte[family.bytes()];
            address[0] = 10;
            address[family.bytes() - 1] = (byte) i;
            addresses.add(IpAddress.of(address));
        }
        return addresses;
    }
}
