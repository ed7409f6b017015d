package org.vipagent.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.PortForward;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;

/** Holds the blocks of a configuration against each other. */
final class CrossCheck {
    private final Diagnostics diagnostics;

    CrossCheck(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Names that are given twice to the same kind of block. */
    void names(List<Statement> blocks) {
        Map<String, Statement> seen = new HashMap<>();
        for (Statement block : blocks) {
            Word name = block.parameters().get(0);
            Statement first = seen.putIfAbsent(name.text(), block);
            if (first != null) {
                diagnostics.error(
                        name,
                        block.keyword().text() + " " + name.text() + " is there already, on line "
                                + first.position().line());
            }
        }
    }

    /** What two instances must not share. */
    void instances(List<Declared> instances) {
        Map<String, Declared> identities = new HashMap<>();
        Map<String, Declared> addresses = new HashMap<>();
        for (Declared declared : instances) {
            VrrpInstance instance = declared.instance();
            String identity = instance.interfaceName() + " " + instance.family() + " " + instance.virtualRouterId();
            Declared same = identities.putIfAbsent(identity, declared);
            if (same != null) {
                diagnostics.error(
                        declared.name(),
                        "VRID " + instance.virtualRouterId() + " on " + instance.interfaceName() + " over "
                                + Values.name(instance.family()) + " is used by "
                                + same.instance().name() + " already, on line "
                                + same.name().position().line());
            }
            instance.virtualAddresses().forEach(a -> address(a, declared, addresses));
            instance.excludedAddresses().forEach(a -> address(a, declared, addresses));
        }
        portForwards(instances);
    }

    /** An instance and its name's place. */
    record Declared(VrrpInstance instance, Word name) {}

    private void address(VirtualAddress address, Declared declared, Map<String, Declared> addresses) {
        // A link-local address is one of its link: another link may have the same.
        String where = address.ip().isLinkLocal() ? " " + address.device() : "";
        Declared first = addresses.putIfAbsent(address.ip() + where, declared);
        if (first == null) {
            return;
        }
        String message = first.name().equals(declared.name())
                ? address.ip() + " stands in both virtual_ipaddress and virtual_ipaddress_excluded"
                : address.ip() + " belongs to " + first.instance().name()
                        + " too: the instance that steps down takes it away from the other";
        diagnostics.warning(declared.name(), message);
    }

    private void portForwards(List<Declared> instances) {
        Map<String, Claim> seen = new HashMap<>();
        for (Declared declared : instances) {
            Optional<CloudFollowing> cloud = declared.instance().cloud();
            for (Claim claim : cloud.map(CloudFollowing::claims).orElse(List.of())) {
                if (claim instanceof PortForward forward) {
                    portForward(forward, cloud.get().provider(), declared, seen);
                }
            }
        }
    }

    private void portForward(PortForward forward, String provider, Declared declared, Map<String, Claim> seen) {
        for (int port = forward.publicPorts().first();
                port <= forward.publicPorts().last();
                port++) {
            String key = provider + " " + forward.publicIp() + " " + forward.protocol() + " " + port;
            if (seen.putIfAbsent(key, forward) != null) {
                diagnostics.error(
                        declared.name(),
                        "two port_forward lines want " + forward.protocol() + " port " + port + " of "
                                + forward.publicIp());
                return;
            }
        }
    }

    /** Clouds that no {@code cloud_provider} describes. */
    void providers(List<Statement> cloudBlocks, List<String> providers) {
        for (Statement block : cloudBlocks) {
            Word name = block.parameters().get(0);
            if (!providers.contains(name.text())) {
                diagnostics.error(
                        name, "there is no cloud_provider " + name.text(), Suggestions.nearest(name.text(), providers));
            }
        }
    }
}
