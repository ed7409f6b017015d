package org.vipagent.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;

/** Tells what keepalived silently makes of a {@code virtual_server} block. */
final class VirtualServerCheck {
    private static final Set<String> METHODS = Set.of("NAT", "DR", "TUN");
    private static final Set<String> BY_OTHER_MEANS = Set.of("fwmark", "group");

    private final Language language;
    private final Diagnostics diagnostics;

    VirtualServerCheck(Language language, Diagnostics diagnostics) {
        this.language = language;
        this.diagnostics = diagnostics;
    }

    void check(Statement block) {
        Fields fields = new Fields(block.children(), language.block("virtual_server"));
        boolean byAddress = !BY_OTHER_MEANS.contains(block.parameters().get(0).text());
        if (byAddress && !fields.has("protocol")) {
            diagnostics.warning(block.keyword(), "virtual_server has no protocol: keepalived takes UDP");
        }
        Optional<Word> method = fields.last("lb_kind").map(s -> s.parameters().get(0));
        method.filter(m -> !METHODS.contains(m.text()))
                .ifPresent(m -> diagnostics.warning(
                        m, "'" + m.text() + "' is not NAT, DR or TUN, in upper case: keepalived takes NAT"));
        boolean keepsPort = method.filter(m -> m.text().equals("DR") || m.text().equals("TUN"))
                .isPresent();
        List<Word> service = block.parameters();
        if (byAddress && keepsPort && service.size() > 1) {
            fields.all("real_server").forEach(s -> comparePorts(s, service.get(1), method.orElseThrow()));
        }
    }

    private void comparePorts(Statement realServer, Word port, Word method) {
        List<Word> words = realServer.parameters();
        if (words.size() > 1 && !words.get(1).text().equals(port.text())) {
            diagnostics.warning(
                    words.get(1),
                    method.text() + " cannot change the port: keepalived takes " + port.text() + " in place of "
                            + words.get(1).text());
        }
    }
}
