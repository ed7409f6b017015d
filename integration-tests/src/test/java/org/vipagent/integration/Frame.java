package org.vipagent.integration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vipagent.integration.Capture.Announcement;
import org.vipagent.integration.Capture.WireAdvert;

/**
 * A frame as Wireshark's dissectors read it: the values of {@link #FIELDS} in their order, empty where the frame has
 * none.
 */
record Frame(List<String> values) {
    static final List<String> FIELDS = List.of(
            "frame.number",
            "frame.time_epoch",
            "frame.protocols",
            "eth.src",
            "ip.src",
            "ipv6.src",
            "vrrp.prio",
            "vrrp.virt_rtr_id",
            "vrrp.version",
            "vrrp.checksum.status",
            "arp.opcode",
            "arp.src.proto_ipv4",
            "arp.src.hw_mac",
            "arp.dst.proto_ipv4",
            "icmpv6.nd.na.target_address",
            "icmpv6.nd.na.flag.s",
            "icmpv6.nd.na.flag.o",
            "icmpv6.opt.linkaddr",
            "_ws.expert.severity",
            "_ws.expert.message");

    private static final int SEVERITY_WARNING = 0x600000;

    static Frame parse(String line) {
        return new Frame(List.of(line.split("\t", -1)));
    }

    String value(String field) {
        return values.get(FIELDS.indexOf(field));
    }

    boolean has(String field) {
        return !value(field).isEmpty();
    }

    Instant at() {
        String[] parts = value("frame.time_epoch").split("\\.", 2);
        return Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    boolean isAdvert() {
        return value("frame.protocols").endsWith(":vrrp");
    }

    WireAdvert advert() {
        return new WireAdvert(
                at(),
                value("eth.src"),
                value("ip.src") + value("ipv6.src"),
                Integer.parseInt(value("vrrp.prio")),
                Integer.parseInt(value("vrrp.virt_rtr_id")),
                Integer.parseInt(value("vrrp.version")));
    }

    /** A bad checksum, or anything of severity warning or worse. */
    boolean isFaulty() {
        return value("vrrp.checksum.status").equals("0")
                || Stream.of(value("_ws.expert.severity").split(","))
                        .filter(s -> !s.isEmpty())
                        .anyMatch(s -> Integer.decode(s) >= SEVERITY_WARNING);
    }

    Optional<Announcement> announcement() {
        if (has("arp.opcode") && value("arp.src.proto_ipv4").equals(value("arp.dst.proto_ipv4"))) {
            return Optional.of(new Announcement(at(), value("arp.src.proto_ipv4"), value("arp.src.hw_mac")));
        }
        // RFC 4861 §7.2.6: unsolicited, and overriding what was known.
        if (isTrue("icmpv6.nd.na.flag.o") && !isTrue("icmpv6.nd.na.flag.s")) {
            return Optional.of(
                    new Announcement(at(), value("icmpv6.nd.na.target_address"), value("icmpv6.opt.linkaddr")));
        }
        return Optional.empty();
    }

    private boolean isTrue(String flag) {
        return value(flag).equals("1") || value(flag).equals("True");
    }

    @Override
    public String toString() {
        return String.join(" ", values.stream().filter(v -> !v.isEmpty()).toList());
    }
}
