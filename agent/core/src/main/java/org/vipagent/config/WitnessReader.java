package org.vipagent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;
import org.vipagent.net.IpAddress;

/** Reads the words behind {@code witness}: {@code gateway}, or addresses of machines that are not of the pair. */
final class WitnessReader {
    private static final String GATEWAY = "gateway";

    private final Diagnostics diagnostics;
    private final Values values;
    private final Set<IpAddress> ownAddresses;

    /** @param ownAddresses of this machine's interfaces */
    WitnessReader(Diagnostics diagnostics, Set<IpAddress> ownAddresses) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.ownAddresses = ownAddresses;
    }

    /** Empty if there is none left that could be asked; why has been reported. */
    Optional<Witness> read(Statement statement, VrrpInstance instance) {
        boolean gateway = false;
        List<IpAddress> addresses = new ArrayList<>();
        for (Word word : statement.parameters()) {
            if (word.text().equals(GATEWAY)) {
                gateway = true;
            } else {
                address(word, instance).filter(a -> !addresses.contains(a)).ifPresent(addresses::add);
            }
        }
        return gateway || !addresses.isEmpty() ? Optional.of(new Witness(gateway, addresses)) : Optional.empty();
    }

    private Optional<IpAddress> address(Word word, VrrpInstance instance) {
        if (IpAddress.tryParse(word.text()).isEmpty()) {
            diagnostics.error(
                    word,
                    "'" + word.text()
                            + "' is neither gateway nor an IP address: expected one of the two behind witness",
                    Suggestions.nearest(word.text(), List.of(GATEWAY)));
            return Optional.empty();
        }
        String what = "a witness's " + Values.familyOf(instance.family());
        return values.address(word, instance.family(), what).filter(a -> isAnother(a, word, instance));
    }

    private boolean isAnother(IpAddress address, Word word, VrrpInstance instance) {
        if (address.isMulticast() || address.isUnspecified()) {
            diagnostics.error(word, address + " is no address of a single machine: expected a witness's own address");
            return false;
        }
        if (instance.virtualAddresses().stream().anyMatch(a -> a.ip().equals(address))
                || instance.excludedAddresses().stream().anyMatch(a -> a.ip().equals(address))) {
            diagnostics.error(
                    word,
                    address + " is a virtual address of " + instance.name() + ": its master would be its own witness");
            return false;
        }
        if (instance.delivery().peers().stream().anyMatch(p -> p.address().equals(address))) {
            diagnostics.warning(
                    word,
                    address + " is a unicast_peer: where the pair is cut in two neither node reaches it; take a third"
                            + " machine");
        }
        if (ownAddresses.contains(address)) {
            diagnostics.error(word, address + " is an address of this machine, which cannot be its own witness");
            return false;
        }
        return true;
    }
}
