package org.vipagent.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vipagent.net.IpAddress;

/** A configuration loaded in a test, with short ways to ask what came of it. */
record Loading(LoadedConfig loaded) {
    static final String MAIN = "/etc/vipagent/vipagent.conf";

    static Loading of(String text) {
        return of(text, LoadOptions.forHost("node1"));
    }

    static Loading of(String text, LoadOptions options) {
        return of(MemoryFiles.with(MAIN, text), options);
    }

    static Loading of(MemoryFiles files, LoadOptions options) {
        return new Loading(new ConfigLoader().load(Path.of(MAIN), files, options));
    }

    /** A configuration with one instance, some lines of which are given. */
    static Loading instance(String... lines) {
        return of(instanceText(lines));
    }

    static Loading instanceOnMachine(Set<String> ownAddresses, String... lines) {
        Set<IpAddress> own = ownAddresses.stream().map(IpAddress::parse).collect(Collectors.toSet());
        return of(instanceText(lines), LoadOptions.forHost("node1").withOwnAddresses(own));
    }

    /** The lines given start on line 2. */
    static String instanceText(String... lines) {
        String given = String.join("\n", lines);
        StringBuilder text =
                new StringBuilder("vrrp_instance VI_1 {\n").append(given).append('\n');
        Map.of(
                        "interface", "interface eth0",
                        "virtual_router_id", "virtual_router_id 7",
                        "virtual_ipaddress ", "virtual_ipaddress { 10.0.0.100/24 }")
                .forEach((word, line) -> {
                    boolean there = Stream.of(given.split("\n", -1))
                            .anyMatch(l -> l.strip().startsWith(word));
                    if (!there) {
                        text.append(line).append('\n');
                    }
                });
        return text.append("}\n").toString();
    }

    List<String> messages() {
        return loaded.diagnostics().stream()
                .map(d -> d.render().replace(MAIN + ":", ""))
                .toList();
    }

    List<Diagnostic> errors() {
        return loaded.diagnostics().stream()
                .filter(d -> d.severity() == Severity.ERROR)
                .toList();
    }

    List<Diagnostic> warnings() {
        return loaded.diagnostics().stream()
                .filter(d -> d.severity() == Severity.WARNING)
                .toList();
    }

    AgentConfig config() {
        Optional<AgentConfig> config = loaded.config();
        return config.orElseThrow(() -> new AssertionError("not usable: " + messages()));
    }

    VrrpInstance only() {
        List<VrrpInstance> instances = config().vrrpInstances();
        if (instances.size() != 1) {
            throw new AssertionError(instances.size() + " instances");
        }
        return instances.get(0);
    }
}
