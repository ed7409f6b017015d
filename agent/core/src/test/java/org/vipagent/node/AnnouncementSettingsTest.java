package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.node.Machine.ETH0;
import static org.vipagent.node.Machine.MILLISECOND;
import static org.vipagent.node.Machine.SECOND;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each setting of announcements changes when packets go out, on the whole way from the file to the wire. All others are
 * off but for one packet at the beginning, and the one that follows every burst after 100 ms. Twenty seconds later a
 * lesser master is heard.
 */
class AnnouncementSettingsTest {
    private static final long LESSER_HEARD_AFTER = 20 * SECOND;
    private static final long WATCHED = 25 * SECOND;
    private static final long GRAIN = 100 * MILLISECOND;

    /** What is said of one thing may be said again: the later line counts. */
    private static List<String> words(String settings) {
        Map<String, String> values = new LinkedHashMap<>();
        String all = "garp_master_delay 0, garp_master_repeat 1, garp_master_refresh 0, "
                + "garp_lower_prio_delay 0, garp_lower_prio_repeat 0, ";
        for (String line : (all + settings).split(", ", -1)) {
            values.put(line.substring(0, line.indexOf(' ')), line);
        }
        return List.copyOf(values.values());
    }

    private static String text(List<String> globals, List<String> lines, String vip) {
        return "global_defs {\nvrrp_version 3\n" + String.join("\n", globals)
                + "\n}\nvrrp_instance VI_1 {\nvirtual_router_id 51\npriority 100\nadvert_int 1\n"
                + String.join("\n", lines) + "\nvirtual_ipaddress { " + vip + " }\n}\n";
    }

    private static List<String> global(List<String> lines) {
        return lines.stream().map(line -> "vrrp_" + line).toList();
    }

    /** Milliseconds after the first packet, and how many packets then. */
    private static String announced(String text) {
        InstanceConfig instance =
                FromFile.read(text, Duration.ofHours(1)).instances().get(0);
        Machine machine = new Machine(instance).has(ETH0, "10.0.0.7/24", "fe80::1/64");
        while (machine.announced().isEmpty()) {
            machine.pass(machine.node.nextDeadline() - machine.now);
        }
        long from = machine.now;
        Map<Long, Integer> packets = new TreeMap<>();
        boolean heard = false;
        int seen = 0;
        while (machine.now - from < WATCHED) {
            if (!heard && machine.now - from >= LESSER_HEARD_AFTER) {
                machine.hear(instance, 50, "10.0.0.9");
                heard = true;
            }
            List<NodeEffect.AnnounceAddresses> all = machine.announced();
            for (NodeEffect.AnnounceAddresses each : all.subList(seen, all.size())) {
                long at = (machine.now - from + GRAIN / 2) / GRAIN * GRAIN / MILLISECOND;
                packets.merge(at, each.repeat() * each.addresses().size(), Integer::sum);
            }
            seen = all.size();
            machine.pass(10 * MILLISECOND);
        }
        return packets.entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'garp_master_repeat 1', 0:1 100:1",
        "'garp_master_repeat 4', 0:4 100:1",
        "'garp_master_delay 3', 0:1 100:1 3000:1",
        "'garp_master_delay 3, garp_master_repeat 2', 0:2 100:1 3000:2",
        "'garp_master_refresh 10', 0:1 100:1 10100:1 20100:1",
        "'garp_master_refresh 10, garp_master_refresh_repeat 3', 0:1 100:1 10100:3 20100:3",
        "'garp_lower_prio_repeat 3', 0:1 100:1 20000:3 20100:1",
        "'garp_lower_prio_repeat 3, garp_lower_prio_delay 2', 0:1 100:1 20000:3 20100:1 22000:3"
    })
    void eachSettingReachesTheWireFromTheInstanceAndFromTheGlobals(String settings, String expected) {
        List<String> lines = words(settings);
        assertThat(announced(text(List.of(), lines, "10.0.0.100")))
                .as("instance")
                .isEqualTo(expected);
        assertThat(announced(text(global(lines), List.of(), "10.0.0.100")))
                .as("globals")
                .isEqualTo(expected);
        List<String> others = words("garp_master_delay 9, garp_master_repeat 8, garp_master_refresh 7");
        assertThat(announced(text(global(others), lines, "10.0.0.100")))
                .as("the instance's own word counts")
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "garp_interval 0.3, 10.0.0.100, 0:1 300:1 600:1 900:1",
        "garp_interval 0.3, 2001:db8::100, 0:4 100:1",
        "gna_interval 0.3, 10.0.0.100, 0:4 100:1",
        "gna_interval 0.3, 2001:db8::100, 0:1 300:1 600:1 900:1"
    })
    void packetsOfEachFamilyKeepTheirOwnDistance(String setting, String vip, String expected) {
        List<String> globals = new ArrayList<>(global(words("garp_master_repeat 4")));
        globals.add("vrrp_" + setting);
        assertThat(announced(text(globals, List.of(), vip))).isEqualTo(expected);
    }
}
