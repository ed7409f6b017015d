package org.vipagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator can ask of their configurations, and how the answer is to be read. */
class WhatIfTest {
    private static final String EVERY_FAULT = "pause A 4s,suspend A 4s,crash A,restart A,stop A,restart A,power A off,"
            + "power A on,cut A B,heal A B,cut A to B,heal A,cut B,heal,link A down,link A up,loss 20%,loss 0%,"
            + "delay 5ms,delay 0ms,flood B 1000/s 3s,clock A +1%,clock B -1%";

    private static WhatIf.Order order(ConfiguredNode node, long seed, String... faults) {
        return new WhatIf.Order(List.of(node), List.of(faults), seed, Optional.empty(), false);
    }

    private static ConfiguredNode pair() {
        return Orders.node("A", "pair.conf");
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    private static ConfiguredNode text(String body) {
        return Orders.parsed("A", "a.conf", "vrrp_instance VI_1 {\n interface eth0\n priority 150\n" + body + "\n}\n");
    }

    static List<Path> forms() throws IOException {
        try (Stream<Path> files = Files.list(Orders.DIRECTORY.resolve("forms"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormOutlivesEveryFault(Path form) throws OrderException, IOException {
        ConfiguredNode node = Orders.parsed("A", form.toString(), Files.readString(form));
        List<String> account = Orders.played(order(node, 1, EVERY_FAULT.split(",")));
        assertThat(last(account)).as(String.join("\n", account)).isEqualTo("exit code 0");
        assertThat(account).noneMatch(line -> line.contains("nothing happens"));
    }

    @Test
    void tellsTheSameForTheSameSeedAndOtherwiseForAnother() throws OrderException {
        List<String> once = Orders.played(order(pair(), 7, "loss 40%", "loss 0%"));
        assertThat(Orders.played(order(pair(), 7, "loss 40%", "loss 0%"))).isEqualTo(once);
        assertThat(Orders.played(order(pair(), 8, "loss 40%", "loss 0%"))).isNotEqualTo(once);
    }

    @Test
    void isNotWellWhereACutIsNeverHealed() throws OrderException {
        List<String> account = Orders.played(order(pair(), 1, "cut A B"));
        assertThat(account)
                .contains(
                        "Verdict: NOT well",
                        "  - VI_1 10.5.0.100: A and B hold it at the same time (a cut was never healed)");
        assertThat(last(account)).isEqualTo("exit code 1");
    }

    @Test
    void countsTimeForTheFaultDuringWhichItPassed() throws OrderException {
        List<String> account =
                Orders.played(order(pair(), 1, "power A off at 10s", "power B off at 10s", "power B on at 18s"));
        assertThat(account).anyMatch(line -> line.matches("10 s +power B off +8\\.00 s .*"));
    }

    @Test
    void isNotWellWhereNobodyIsLeft() throws OrderException {
        List<String> account = Orders.played(order(pair(), 1, "stop A", "stop B"));
        assertThat(account).contains("  - VI_1 10.5.0.100: nobody holds it");
        assertThat(last(account)).isEqualTo("exit code 1");
    }

    @Test
    void leavesTheAddressToADeadAgentsKernelOnlyForItsLifetime() throws OrderException {
        ConfiguredNode forever =
                text("virtual_router_id 71\n vip_lifetime 0\n virtual_ipaddress {\n 10.5.0.100/24\n }");
        List<String> account = Orders.played(order(forever, 1, "crash A"));
        assertThat(account).contains("  - VI_1 10.5.0.100: A and B hold it at the same time");
        assertThat(last(account)).isEqualTo("exit code 1");
        assertThat(last(Orders.played(order(pair(), 1, "crash A")))).isEqualTo("exit code 0");
    }

    @Test
    void showsARuleThatIsBroken() throws OrderException {
        List<String> account = Orders.played(Orders.read("$ vipagent simulate -f pair.conf --peer mistyped.conf"));
        assertThat(account).anyMatch(line -> line.startsWith("  - rule 'one holder' was broken after"));
    }

    @Test
    void saysWhatCannotHappen() throws OrderException {
        assertThat(Orders.played(order(pair(), 1, "crash A", "crash A", "restart A", "power B on")))
                .anyMatch(line -> line.endsWith("> no agent runs on A: nothing happens"))
                .anyMatch(line -> line.endsWith("> B has power already: nothing happens"));
    }

    @Test
    void showsEachAdvertOnlyWhereItIsAskedTo() throws OrderException {
        WhatIf.Order brief = order(pair(), 1, "stop A");
        WhatIf.Order whole = new WhatIf.Order(brief.nodes(), brief.faults(), 1, Optional.empty(), true);
        assertThat(Orders.played(brief)).noneMatch(line -> line.contains("sends"));
        assertThat(Orders.played(whole))
                .anyMatch(line -> line.endsWith("A sends an advert from 10.5.0.11 to 224.0.0.18"))
                .anyMatch(line -> line.endsWith("A sends a farewell from 10.5.0.11 to 224.0.0.18"))
                .anyMatch(line -> line.endsWith("B announces [10.5.0.100]"));
    }

    @Test
    void waitsForAPreemptDelayBeforeItGoesOn() throws OrderException {
        ConfiguredNode slow = text("virtual_router_id 71\n preempt_delay 60\n virtual_ipaddress {\n 10.5.0.100/24\n }");
        assertThat(Orders.played(order(slow, 1, "stop A", "restart A")))
                .anyMatch(line -> line.startsWith("5 s ") && line.endsWith("A -> B"))
                .anyMatch(line -> line.startsWith("75 s ") && line.endsWith("B -> A"));
    }

    @Test
    void refusesFaultsThatNobodyWouldSee() {
        WhatIf.Order late = new WhatIf.Order(
                List.of(pair()), List.of("stop A at 70s"), 1, Optional.of(Duration.ofSeconds(60)), false);
        assertThatThrownBy(() -> WhatIf.of(late))
                .isInstanceOf(OrderException.class)
                .hasMessage("'stop A' would come after 70 s, when nobody looks any more: the time given is 60 s");
    }
}
