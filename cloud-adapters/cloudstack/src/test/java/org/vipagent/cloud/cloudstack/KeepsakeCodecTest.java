package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.cloud.StateKeeping;
import org.vipagent.cloud.cloudstack.api.FirewallRule;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;

class KeepsakeCodecTest {
    private static final Keepsake FULL = new Keepsake(
            List.of(
                    new Keepsake.Firewall(
                            "ip-1",
                            Firewalls.staticNat("vm-1"),
                            new FirewallRule(
                                    "",
                                    "tcp",
                                    Optional.of(new PortRange(8000, 8010)),
                                    Optional.empty(),
                                    Set.of("203.0.113.0/24", "198.51.100.0/24"),
                                    "")),
                    new Keepsake.Firewall(
                            "ip-1",
                            Firewalls.forwarding("rule-1"),
                            new FirewallRule(
                                    "",
                                    "icmp",
                                    Optional.empty(),
                                    Optional.of(FirewallRule.Icmp.ALL),
                                    Set.of("0.0.0.0/0"),
                                    ""))),
            List.of(new Keepsake.Admission(
                    new ForwardingRule.Slot("ip-1", "udp", PortRange.of(53)), "198.51.100.0/24,203.0.113.7/32")),
            List.of(new Keepsake.Held(
                    IpAddress.parse("2001:db8::1"), new Remembered("vm-1", "LB \"1\" ü", "net-1", "sec-1"))));

    /** Keeps in memory, and remembers why something was set aside. */
    private static final class InMemory implements StateKeeping {
        private Optional<String> text = Optional.empty();
        private final List<String> setAside = new ArrayList<>();

        @Override
        public Optional<String> recall() {
            return text;
        }

        @Override
        public void keep(String newText) {
            text = Optional.of(newText);
        }

        @Override
        public void setAside(String why) {
            setAside.add(why);
            text = Optional.empty();
        }
    }

    @Test
    void readsWhatItWrote() throws Exception {
        assertThat(KeepsakeCodec.read(KeepsakeCodec.write(FULL))).isEqualTo(FULL);
        assertThat(KeepsakeCodec.read(KeepsakeCodec.write(Keepsake.EMPTY))).isEqualTo(Keepsake.EMPTY);
    }

    @Test
    void passesOverFieldsThatItDoesNotKnow() throws Exception {
        String text = KeepsakeCodec.write(FULL).replaceFirst("\\{", "{\"comment\": {\"by\": \"an operator\"},");

        assertThat(KeepsakeCodec.read(text)).isEqualTo(FULL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                    | no version
                    {                     | no JSON from line 1 on
                    []                    | no version
                    {}                    | no version
                    {"version":"1"}       | no version
                    {"version":2}         | version 2, written by a newer vipagent
                    {"version":1}         | no list firewall_rules_to_bring_back
                    {"version":1} x       | no JSON
                    """)
    void saysWhyATextIsNotOne(String text, String why) {
        assertThatThrownBy(() -> KeepsakeCodec.read(text))
                .isInstanceOf(UnusableKeepsakeException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"8000-8010\"', '\"8010-8000\"'",
        "'\"8000-8010\"', 8000",
        "'\"2001:db8::1\"', '\"router.example\"'",
        "'\"icmp_type\" : -1', '\"icmp_type\" : \"any\"'",
        "'\"machine_id\" : \"vm-1\"', '\"machine_id\" : \"\"'",
        "'\"goes_with\" : \"rule rule-1\"', '\"goes_with\" : null'"
    })
    void namesTheElementThatIsWrong(String right, String wrong) {
        String text = KeepsakeCodec.write(FULL);
        assertThat(text).contains(right);

        assertThatThrownBy(() -> KeepsakeCodec.read(text.replace(right, wrong)))
                .isInstanceOf(UnusableKeepsakeException.class)
                .hasMessageMatching("it is damaged: element [12] of [a-z_]+ has .+");
    }

    @Test
    void neverTakesATornTextForAWholeOne() {
        String text = KeepsakeCodec.write(FULL).strip();

        for (int length = 0; length < text.length(); length++) {
            String torn = text.substring(0, length);
            assertThatThrownBy(() -> KeepsakeCodec.read(torn)).as(torn).isInstanceOf(UnusableKeepsakeException.class);
        }
    }

    @Test
    void refusesGarbageAndNeverFailsOverIt() {
        Random random = new Random(20_000);
        String text = KeepsakeCodec.write(FULL);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder spoilt = new StringBuilder(text);
            for (int change = 0; change <= random.nextInt(4); change++) {
                int at = random.nextInt(spoilt.length());
                switch (random.nextInt(3)) {
                    case 0 -> spoilt.setCharAt(at, (char) random.nextInt(0x200));
                    case 1 -> spoilt.delete(at, Math.min(spoilt.length(), at + random.nextInt(40)));
                    default -> spoilt.insert(at, text, 0, random.nextInt(40));
                }
            }
            try {
                KeepsakeCodec.read(spoilt.toString());
            } catch (UnusableKeepsakeException e) {
                refused++;
                assertThat(e).hasMessageStartingWith("it ");
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    @Test
    void isBounded() {
        List<Keepsake.Admission> many = IntStream.rangeClosed(1, 65_535)
                .mapToObj(port -> new Keepsake.Admission(
                        new ForwardingRule.Slot("ip-1", "tcp", PortRange.of(port)), "198.51.100.0/24"))
                .toList();

        assertThat(new Keepsake(List.of(), many, List.of()).admissions()).hasSize(Keepsake.MOST);
    }

    @Test
    void isNotWrittenAsLongAsThereIsNothingToKeep() {
        InMemory state = new InMemory();
        Diary diary = new Diary(state);
        assertThat(diary.open()).isEqualTo(Keepsake.EMPTY);

        diary.write(() -> Keepsake.EMPTY);
        assertThat(state.text).isEmpty();

        diary.write(() -> FULL);
        assertThat(new Diary(state).open()).isEqualTo(FULL);

        diary.write(() -> Keepsake.EMPTY);
        assertThat(new Diary(state).open()).isEqualTo(Keepsake.EMPTY);
    }

    @Test
    void isSetAsideWhereItCannotBeUsed() {
        InMemory state = new InMemory();
        state.keep("{\"version\": 17}");

        assertThat(new Diary(state).open()).isEqualTo(Keepsake.EMPTY);
        assertThat(state.setAside).singleElement().asString().contains("version 17");
    }
}
