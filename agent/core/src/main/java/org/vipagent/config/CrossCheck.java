package org.vipagent.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        new ClaimCheck(diagnostics).check(instances);
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
