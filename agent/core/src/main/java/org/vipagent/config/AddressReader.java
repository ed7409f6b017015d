package org.vipagent.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/** Reads the lines of {@code virtual_ipaddress} and {@code virtual_ipaddress_excluded}. */
final class AddressReader {
    private static final Set<String> WITH_VALUE =
            Set.of("dev", "scope", "broadcast", "brd", "label", "peer", "preferred_lft", "track_group");
    private static final Set<String> ALONE =
            Set.of("home", "-nodad", "mngtmpaddr", "noprefixroute", "autojoin", "no_track", "use_vmac");
    // -nodad asks for what is done anyway: duplicate address detection would keep the address from use for a second.
    private static final Set<String> UNDERSTOOD = Set.of("dev", "scope", "broadcast", "brd", "label", "-nodad");
    private static final List<String> SCOPES = List.of("global", "link", "host", "site");
    private static final int LONGEST_LABEL = 15;

    private final Diagnostics diagnostics;
    private final Values values;

    AddressReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
    }

    /** An address and where it was written. */
    record Declared(VirtualAddress address, Word word) {}

    /**
     * All addresses of some blocks, each once.
     *
     * @param device the instance's interface
     * @param advertised whether they go into adverts, and so must be of one family: that of the first
     */
    List<Declared> read(List<Statement> blocks, InterfaceName device, boolean advertised) {
        Map<IpAddress, Declared> found = new LinkedHashMap<>();
        for (Statement block : blocks) {
            for (Statement line : block.children()) {
                Optional<Declared> first = advertised ? found.values().stream().findFirst() : Optional.empty();
                readLine(line, device)
                        .filter(declared -> isOfFamily(declared, first))
                        .ifPresent(declared -> add(declared, found));
            }
        }
        return new ArrayList<>(found.values());
    }

    private void add(Declared declared, Map<IpAddress, Declared> found) {
        Declared first = found.putIfAbsent(declared.address().ip(), declared);
        if (first != null) {
            diagnostics.warning(
                    declared.word(),
                    declared.address().ip() + " was given before, on line "
                            + first.word().position().line() + "; this one is left out");
        }
    }

    private boolean isOfFamily(Declared declared, Optional<Declared> first) {
        AddressFamily family = declared.address().ip().family();
        if (first.isEmpty() || first.get().address().ip().family() == family) {
            return true;
        }
        diagnostics.error(
                declared.word(),
                declared.address().ip() + " is an " + Values.name(family) + " address, but "
                        + first.get().address().ip() + " on line "
                        + first.get().word().position().line()
                        + " decides what the instance advertises; it may stand in virtual_ipaddress_excluded");
        return false;
    }

    private Optional<Declared> readLine(Statement line, InterfaceName device) {
        Word first = line.keyword();
        Optional<Cidr> address = Cidr.tryParse(first.text());
        if (address.isEmpty()) {
            diagnostics.error(first, "'" + first.text() + "' is not an address: expected ADDRESS[/PREFIX]");
            return Optional.empty();
        }
        IpAddress ip = address.get().address();
        if (ip.isMulticast() || ip.isUnspecified()) {
            diagnostics.error(first, ip + " cannot be an address of an interface");
            return Optional.empty();
        }
        Map<String, Word> options = options(line.parameters());
        InterfaceName on = Optional.ofNullable(options.get("dev"))
                .flatMap(values::interfaceName)
                .orElse(device);
        VirtualAddress result = new VirtualAddress(
                address.get(),
                on,
                label(options, on),
                Optional.ofNullable(options.get("broadcast")).flatMap(w -> broadcast(w, address.get())),
                scope(Optional.ofNullable(options.get("scope")), ip));
        return Optional.of(new Declared(result, first));
    }

    /** The kernel derives the scope of an IPv6 address from the address (net/ipv6/addrconf_core.c). */
    private String scope(Optional<Word> word, IpAddress ip) {
        if (ip.family() == AddressFamily.INET) {
            return word.flatMap(w -> values.oneOf(w, SCOPES)).orElse("global");
        }
        word.ifPresent(w -> diagnostics.warning(
                w, "an IPv6 address has the scope that it shows; what is said here is ignored, as in keepalived"));
        return ip.isLinkLocal() ? "link" : "global";
    }

    private Map<String, Word> options(List<Word> words) {
        Map<String, Word> options = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            String name = word.text();
            if (WITH_VALUE.contains(name) && i + 1 == words.size()) {
                diagnostics.error(word, name + " lacks its value");
            } else if (WITH_VALUE.contains(name)) {
                options.put(name.equals("brd") ? "broadcast" : name, words.get(++i));
            } else if (!ALONE.contains(name)) {
                List<String> known = new ArrayList<>(WITH_VALUE);
                known.addAll(ALONE);
                known.sort(null);
                boolean address = Cidr.tryParse(name).isPresent();
                diagnostics.error(
                        word,
                        address
                                ? name + " stands behind another address: each needs a line of its own"
                                : "unknown word '" + name + "' behind an address",
                        Suggestions.nearest(name, known));
            }
            if ((WITH_VALUE.contains(name) || ALONE.contains(name)) && !UNDERSTOOD.contains(name)) {
                tellLeftOut(word);
            }
        }
        return options;
    }

    private void tellLeftOut(Word word) {
        if (word.text().equals("use_vmac")) {
            diagnostics.error(word, "use_vmac is known but not supported, and cannot be left out");
        } else {
            diagnostics.warning(word, word.text() + " of an address is known to keepalived, not supported");
        }
    }

    private Optional<String> label(Map<String, Word> options, InterfaceName device) {
        Word word = options.get("label");
        if (word == null) {
            return Optional.empty();
        }
        if (word.text().isEmpty() || word.text().length() > LONGEST_LABEL) {
            diagnostics.error(word, "'" + word.text() + "' is no label: 1 to 15 characters");
            return Optional.empty();
        }
        // ip(8): tools of the ifconfig age find an address by its label only if it starts with the interface's name.
        if (!word.text().equals(device.name()) && !word.text().startsWith(device.name() + ":")) {
            diagnostics.warning(
                    word, "the label does not start with " + device + ": some tools will not show the address");
        }
        return Optional.of(word.text());
    }

    private Optional<IpAddress> broadcast(Word word, Cidr address) {
        if (address.address().family() == AddressFamily.INET6) {
            diagnostics.error(word, "IPv6 has no broadcast addresses: keepalived would leave " + address + " out");
            return Optional.empty();
        }
        if (word.text().equals("-") || word.text().equals("+")) {
            return derivedBroadcast(word, address);
        }
        return values.address(word, AddressFamily.INET, "a broadcast address, + or -");
    }

    /** {@code +} sets all host bits, {@code -} clears them, as ip(8) has it. */
    private Optional<IpAddress> derivedBroadcast(Word word, Cidr address) {
        int bits = address.prefixLength();
        if (bits > 30) {
            diagnostics.warning(word, "there is no broadcast address in " + address + ", left out");
            return Optional.empty();
        }
        byte[] bytes = address.address().toBytes();
        for (int bit = bits; bit < 32; bit++) {
            int mask = 0x80 >> (bit % 8);
            bytes[bit / 8] = (byte) (word.text().equals("+") ? bytes[bit / 8] | mask : bytes[bit / 8] & ~mask);
        }
        return Optional.of(IpAddress.of(bytes));
    }
}
