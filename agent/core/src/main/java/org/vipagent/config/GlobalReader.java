package org.vipagent.config;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vipagent.config.syntax.Statement;
import org.vipagent.net.InterfaceName;

/** Reads all {@code global_defs} blocks as one. */
final class GlobalReader {
    private final Language language;
    private final Diagnostics diagnostics;
    private final Values values;

    GlobalReader(Language language, Diagnostics diagnostics) {
        this.language = language;
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
    }

    GlobalDefinitions read(List<Statement> blocks) {
        List<Statement> statements =
                blocks.stream().flatMap(b -> b.children().stream()).toList();
        Fields fields = new Fields(statements, language.block("global_defs"));
        GlobalDefinitions defaults = GlobalDefinitions.defaults();
        Optional<InterfaceName> defaultInterface = fields.last("default_interface")
                .flatMap(s -> values.interfaceName(s.parameters().get(0)));
        return new GlobalDefinitions(
                fields.last("router_id").map(s -> s.parameters().get(0).text()),
                defaultInterface.orElse(defaults.defaultInterface()),
                startupDelay(fields),
                fields.last("vrrp_delay_after_boot")
                        .flatMap(s -> values.seconds(s, "0", "86400"))
                        .orElse(Duration.ZERO),
                fields.last("vrrp_version")
                        .flatMap(s -> values.integer(s, 2, 3))
                        .orElse(defaults.vrrpVersion()),
                new GarpReader(values, diagnostics).global(fields),
                isOn(fields, "vrrp_check_unicast_src"),
                fields.last("vrrp_down_timer_adverts")
                        .flatMap(s -> values.integer(s, 1, 100))
                        .orElse(defaults.downTimerAdverts()),
                isOn(fields, "v3_checksum_as_v2"),
                new PriorityReader(values).read(fields),
                new MannersReader(diagnostics).global(fields),
                isOn(fields, "log_unknown_vrids"));
    }

    private boolean isOn(Fields fields, String name) {
        return fields.last(name).map(s -> values.isOn(s, false)).orElse(false);
    }

    private Duration startupDelay(Fields fields) {
        return fields.all("vrrp_startup_delay").stream()
                .flatMap(s -> values.seconds(s, "0", "86400").stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
