package org.vipagent.vrrp.wire;

import static org.vipagent.net.AddressFamily.INET;
import static org.vipagent.net.AddressFamily.INET6;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/** The configurations that the captured adverts were sent with, and their relatives. */
final class Forms {
    static final byte[] KEY1 =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    static final byte[] KEY2 = "abcdefghijklmnopqrstuvwxyz0123456789ABCD".getBytes(StandardCharsets.US_ASCII);

    private static final long SECOND = 1_000_000_000L;
    private static final long FIFTH = 200_000_000L;
    private static final List<IpAddress> ONE = addresses("10.5.0.100");
    private static final List<IpAddress> TWO = addresses("10.5.0.100", "10.5.0.101");
    private static final List<IpAddress> SIX = addresses("fe80::100", "2001:db8:5::100");
    private static final List<IpAddress> FRR_SIX = addresses("2001:db8:5::100");
    private static final Authentication NONE = Authentication.none();

    static final Transport UDP = Transport.udp(8112);

    private Forms() {}

    /** A format and the transport that carries it. */
    record Form(AdvertFormat format, Transport transport) {}

    static List<Form> plain() {
        return List.of(
                raw(v2(TWO, NONE, false)),
                raw(v2(ONE, NONE, false)),
                raw(v2(List.of(), NONE, false)),
                raw(v2(TWO, NONE, true)),
                raw(v2(TWO, Authentication.password("foo"), false)),
                raw(v2(TWO, Authentication.password("1111"), true)),
                raw(v3(INET, FIFTH, TWO, false, false, OldUnicastChecksum.ACCEPT)),
                raw(v3(INET, SECOND, ONE, false, false, OldUnicastChecksum.ACCEPT)),
                raw(v3(INET, FIFTH, TWO, true, false, OldUnicastChecksum.ACCEPT)),
                raw(v3(INET, FIFTH, List.of(), false, false, OldUnicastChecksum.ACCEPT)),
                raw(v3(INET, FIFTH, TWO, false, true, OldUnicastChecksum.ACCEPT)),
                raw(v3(INET, FIFTH, TWO, false, true, OldUnicastChecksum.SEND)),
                raw(v3(INET, FIFTH, TWO, true, true, OldUnicastChecksum.NEVER)),
                raw(v3(INET6, FIFTH, SIX, false, false, OldUnicastChecksum.ACCEPT)),
                raw(v3(INET6, SECOND, FRR_SIX, false, false, OldUnicastChecksum.ACCEPT)),
                raw(v3(INET6, FIFTH, SIX, false, true, OldUnicastChecksum.ACCEPT)),
                new Form(v3(INET, FIFTH, TWO, false, true, OldUnicastChecksum.ACCEPT), UDP),
                new Form(v3(INET6, FIFTH, SIX, false, true, OldUnicastChecksum.ACCEPT), UDP));
    }

    static List<Form> withHeader() {
        return List.of(
                new Form(v2(TWO, Authentication.header("secret12"), false), Transport.AUTHENTICATION_HEADER),
                new Form(v2(TWO, Authentication.header("secret12"), true), Transport.AUTHENTICATION_HEADER));
    }

    static List<Form> forTrailers() {
        return List.of(
                raw(v2(TWO, NONE, false)),
                raw(v3(INET, FIFTH, TWO, false, false, OldUnicastChecksum.ACCEPT)),
                raw(v3(INET, FIFTH, TWO, false, true, OldUnicastChecksum.ACCEPT)),
                raw(v3(INET6, FIFTH, SIX, false, false, OldUnicastChecksum.ACCEPT)),
                new Form(v3(INET, FIFTH, TWO, false, true, OldUnicastChecksum.ACCEPT), UDP));
    }

    static List<Hmac> hmacs() {
        List<Hmac.Key> keys = List.of(new Hmac.Key(1, KEY1), new Hmac.Key(2, KEY2));
        return Arrays.stream(Hmac.Mode.values())
                .flatMap(mode -> Arrays.stream(Hmac.AntiReplay.values())
                        .map(antiReplay -> new Hmac(keys, 1, antiReplay, 5 * SECOND, mode)))
                .toList();
    }

    /** The sender of all keepalived's captures. */
    static IpAddress source(AddressFamily family) {
        return IpAddress.parse(family == INET ? "10.5.0.133" : "fe80::ff:fe00:a");
    }

    /** The group, two unicast addresses and another group: by the low bits of a byte. */
    static IpAddress destination(AddressFamily family, int choice) {
        return switch (choice & 3) {
            case 0 -> AdvertCodec.group(family);
            case 1 -> IpAddress.parse(family == INET ? "10.5.0.195" : "fe80::ff:fe00:b");
            case 2 -> IpAddress.parse(family == INET ? "224.0.0.5" : "ff02::1");
            default -> IpAddress.parse(family == INET ? "255.255.255.255" : "::1");
        };
    }

    private static Form raw(AdvertFormat format) {
        return new Form(format, Transport.VRRP);
    }

    private static AdvertFormat v2(List<IpAddress> addresses, Authentication authentication, boolean unicast) {
        return new AdvertFormat(2, 51, INET, SECOND, addresses, authentication, false, unicast);
    }

    private static AdvertFormat v3(
            AddressFamily family,
            long interval,
            List<IpAddress> addresses,
            boolean plainSum,
            boolean unicast,
            OldUnicastChecksum old) {
        return new AdvertFormat(3, 51, family, interval, addresses, NONE, plainSum, unicast, old);
    }

    private static List<IpAddress> addresses(String... texts) {
        return Arrays.stream(texts).map(IpAddress::parse).toList();
    }
}
