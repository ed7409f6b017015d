package org.vipagent.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/** Reads a {@code vrrp_instance} block. */
final class InstanceReader {
    /** One byte counts the addresses of an advert (RFC 9568 §5.2.5). */
    private static final int MOST_ADDRESSES = 255;
    /** 1500 bytes less 40 of IPv6 header, 8 of the message and 28 of an authentication trailer, 16 for each. */
    private static final int ADDRESSES_IN_A_FRAME = 89;

    private final Language language;
    private final GlobalDefinitions global;
    private final Diagnostics diagnostics;
    private final Machine machine;
    private final Values values;

    InstanceReader(Language language, GlobalDefinitions global, Diagnostics diagnostics, Machine machine) {
        this.language = language;
        this.global = global;
        this.diagnostics = diagnostics;
        this.machine = machine;
        this.values = new Values(diagnostics);
    }

    /**
     * What is looked up besides the text.
     *
     * @param ownAddresses of this machine's interfaces
     * @param files where key files are read from
     */
    record Machine(Set<IpAddress> ownAddresses, SourceReader files) {}

    /** The instance, or empty if it lacks what identifies it; all that is wrong has been reported. */
    Optional<VrrpInstance> read(Statement block) {
        Fields fields = new Fields(block.children(), language.block("vrrp_instance"));
        Optional<Integer> vrid = vrid(block, fields);
        InterfaceName on = interfaceName(fields);
        VrrpInstanceBuilder builder =
                VrrpInstance.builder(block.parameters().get(0).text(), on, vrid.orElse(1));
        builder.declaredAt(Diagnostics.position(block.position()));
        List<AddressReader.Declared> virtual = addresses(block, fields, on, builder);
        FamilyReader families = new FamilyReader(diagnostics);
        AddressFamily family = families.family(fields, virtual.stream().findFirst());
        int version = families.version(fields, global, family);
        builder.family(family).version(version);
        new TimingReader(diagnostics).read(fields, global, version, builder);
        builder.delivery(new DeliveryReader(diagnostics, machine.ownAddresses()).read(fields, global, builder.build()));
        builder.manners(new MannersReader(diagnostics)
                .instance(fields, global.manners(), builder.build().priority()));
        builder.gratuitousArp(new GarpReader(values, diagnostics).instance(fields, global.gratuitousArp()));
        new AuthenticationReader(language, diagnostics, machine.files()).read(fields, builder);
        new StrictMode(diagnostics, fields, block).apply(builder, global.manners());
        builder.udpPort(new TransportReader(diagnostics).udpPort(fields, builder.build()));
        builder.v3ChecksumAsV2(
                fields.last("v3_checksum_as_v2").map(s -> values.isOn(s, false)).orElse(global.v3ChecksumAsV2()));
        builder.trackPrimary(!fields.has("dont_track_primary"));
        ownSettings(fields, builder);
        VrrpInstance soFar = builder.build();
        WitnessReader witnesses = new WitnessReader(diagnostics, machine.ownAddresses());
        fields.last("witness").flatMap(s -> witnesses.read(s, soFar)).ifPresent(builder::witness);
        fields.last("cloud")
                .flatMap(s -> new CloudReader(language, diagnostics, witnesses).read(s, soFar))
                .ifPresent(builder::cloud);
        return vrid.map(v -> builder.build());
    }

    private Optional<Integer> vrid(Statement block, Fields fields) {
        Optional<Statement> statement = fields.last("virtual_router_id");
        if (statement.isEmpty()) {
            diagnostics.error(
                    block.keyword(),
                    "vrrp_instance " + block.parameters().get(0).text()
                            + " lacks a virtual_router_id from 1 to 255; there is no default");
            return Optional.empty();
        }
        Optional<Integer> vrid = values.integer(statement.get(), 1, 255);
        vrid.filter(v -> v == 51)
                .ifPresent(v -> diagnostics.warning(
                        statement.get().parameters().get(0),
                        "CloudStack's own redundant virtual routers use VRID 51 (and most examples do): in such a network"
                                + " choose another"));
        return vrid;
    }

    private InterfaceName interfaceName(Fields fields) {
        Optional<Statement> statement = fields.last("interface");
        Optional<InterfaceName> name =
                statement.flatMap(s -> values.interfaceName(s.parameters().get(0)));
        name.filter(n -> n.name().equals("lo"))
                .ifPresent(n -> diagnostics.error(
                        statement.orElseThrow().parameters().get(0), "VRRP cannot run on the loopback interface"));
        return name.orElse(global.defaultInterface());
    }

    private void ownSettings(Fields fields, VrrpInstanceBuilder builder) {
        fields.last("vip_lifetime")
                .flatMap(s -> values.integer(s, 0, 86_400))
                .ifPresent(seconds -> builder.vipLifetime(Duration.ofSeconds(seconds)));
        builder.stopTimeout(fields.last("stop_timeout")
                .flatMap(s -> values.seconds(s, "0", "600"))
                .orElseGet(() -> stopTimeout(builder.build())));
        Map<String, ForeignVrid> modes = Map.of("drop", ForeignVrid.DROP, "process", ForeignVrid.PROCESS);
        fields.last("foreign_vrid")
                .flatMap(s -> values.oneOf(s.parameters().get(0), List.of("drop", "process")))
                .ifPresent(word -> builder.foreignVrid(modes.get(word)));
        // Without effect in keepalived too, which checks its range all the same.
        fields.last("debug").filter(s -> !s.parameters().isEmpty()).ifPresent(s -> values.integer(s, 0, 4));
    }

    /** Any successor's skew, which is up to an interval in version 3 (RFC 9568 §6.1), and a second for its packet. */
    private static Duration stopTimeout(VrrpInstance instance) {
        Duration skew = instance.version() == 2 ? Duration.ofSeconds(1) : instance.advertInterval();
        Duration least = skew.plusSeconds(1);
        return instance.stopTimeout().compareTo(least) < 0 ? least : instance.stopTimeout();
    }

    /** The advertised ones with their places. */
    private List<AddressReader.Declared> addresses(
            Statement block, Fields fields, InterfaceName on, VrrpInstanceBuilder builder) {
        AddressReader reader = new AddressReader(diagnostics);
        List<AddressReader.Declared> virtual = reader.read(fields.all("virtual_ipaddress"), on, true);
        List<AddressReader.Declared> excluded = reader.read(fields.all("virtual_ipaddress_excluded"), on, false);
        tellNumber(block, fields, virtual);
        virtual.forEach(this::tellOwn);
        excluded.forEach(this::tellOwn);
        builder.virtualAddresses(
                virtual.stream().map(AddressReader.Declared::address).toList());
        builder.excludedAddresses(
                excluded.stream().map(AddressReader.Declared::address).toList());
        return virtual;
    }

    private void tellNumber(Statement block, Fields fields, List<AddressReader.Declared> virtual) {
        boolean noneIntended = fields.last("no_virtual_ipaddress")
                .map(s -> values.isOn(s, false))
                .orElse(false);
        if (virtual.isEmpty() && !noneIntended) {
            diagnostics.error(
                    block.keyword(),
                    "vrrp_instance " + block.parameters().get(0).text()
                            + " has no address in virtual_ipaddress: there is nothing to take over; if that is meant,"
                            + " say no_virtual_ipaddress");
            return;
        }
        if (!virtual.isEmpty() && noneIntended) {
            diagnostics.warning(
                    fields.last("no_virtual_ipaddress").orElseThrow().keyword(),
                    "no_virtual_ipaddress, and yet there are virtual addresses: they are used");
        }
        boolean six = !virtual.isEmpty() && virtual.get(0).address().ip().family() == AddressFamily.INET6;
        if (six) {
            tellOfIpv6(virtual);
        }
        if (virtual.size() > MOST_ADDRESSES) {
            diagnostics.error(
                    virtual.get(MOST_ADDRESSES).word(),
                    "an advert holds at most 255 addresses; put the rest into virtual_ipaddress_excluded");
        }
    }

    private void tellOfIpv6(List<AddressReader.Declared> virtual) {
        AddressReader.Declared first = virtual.get(0);
        if (!first.address().ip().isLinkLocal()) {
            diagnostics.warning(
                    first.word(),
                    "the first IPv6 address is to be a link-local one (RFC 9568 §5.2.9), such as fe80::100; it works"
                            + " without, but hosts that take their router from router advertisements need it");
        }
        if (virtual.size() > ADDRESSES_IN_A_FRAME && virtual.size() <= MOST_ADDRESSES) {
            diagnostics.warning(
                    virtual.get(ADDRESSES_IN_A_FRAME).word(),
                    "an advert with more than " + ADDRESSES_IN_A_FRAME + " IPv6 addresses does not fit into 1500 bytes"
                            + " and travels in pieces; put the rest into virtual_ipaddress_excluded");
        }
    }

    private void tellOwn(AddressReader.Declared declared) {
        Word word = declared.word();
        if (machine.ownAddresses().contains(declared.address().ip())) {
            diagnostics.warning(
                    word,
                    declared.address().ip() + " is set on this machine already: right only if this node is master now,"
                            + " wrong if it is the machine's own address");
        }
    }
}
