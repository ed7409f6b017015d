package org.vipagent.config;

import java.util.Optional;
import java.util.stream.Stream;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/**
 * Finds over what an instance runs. Its first virtual address decides; where there is none, {@code native_ipv6}, the
 * source address or a peer.
 */
final class FamilyReader {
    private final Diagnostics diagnostics;
    private final Values values;

    FamilyReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
    }

    AddressFamily family(Fields fields, Optional<AddressReader.Declared> first) {
        boolean nativeIpv6 =
                fields.last("native_ipv6").map(s -> values.isOn(s, false)).orElse(false);
        if (first.isPresent()) {
            AddressFamily family = first.get().address().ip().family();
            if (nativeIpv6 && family == AddressFamily.INET) {
                diagnostics.error(
                        fields.last("native_ipv6").orElseThrow().keyword(),
                        "native_ipv6 does not go with the IPv4 address "
                                + first.get().address().ip() + ": keepalived would leave all IPv4 addresses out");
            }
            return family;
        }
        return nativeIpv6
                ? AddressFamily.INET6
                : hints(fields)
                        .flatMap(w -> IpAddress.tryParse(w.text()).stream())
                        .map(IpAddress::family)
                        .findFirst()
                        .orElse(AddressFamily.INET);
    }

    private static Stream<Word> hints(Fields fields) {
        Stream<Word> sources =
                fields.all("unicast_src_ip").stream().map(s -> s.parameters().get(0));
        Stream<Word> peers = fields.all("unicast_peer").stream()
                .flatMap(s -> s.children().stream())
                .map(Statement::keyword);
        return Stream.concat(sources, peers);
    }

    /** The VRRP version: version 2 has no IPv6 (RFC 3768 §1), so IPv6 is always version 3, as in keepalived. */
    int version(Fields fields, GlobalDefinitions global, AddressFamily family) {
        Optional<Statement> said = fields.last("version");
        int version = said.flatMap(s -> values.integer(s, 2, 3)).orElse(global.vrrpVersion());
        if (version == 3 || family == AddressFamily.INET) {
            return version;
        }
        said.ifPresent(s -> diagnostics.warning(
                s.parameters().get(0), "VRRP version 2 has no IPv6; version 3 is used, as in keepalived"));
        return 3;
    }
}
