package org.vipagent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.node.NodeConfig;
import org.vipagent.node.NodeEffect;

/** Before it takes part, a process goes through everything that a takeover will ask of it. */
class RehearsalTest {
    private final List<NodeEffect> seen = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version 2",
                "version 3\n advert_int 0.01",
                "version 2\n authentication {\n auth_type PASS\n auth_pass secret\n }",
                "version 2\n authentication {\n auth_type AH\n auth_pass secret\n }",
                "unicast_peer { 10.0.0.9 }",
                "unicast_src_ip 10.0.0.8\n unicast_peer { 10.0.0.9 }",
                "nopreempt\n priority 200",
                "priority 255",
                "state MASTER\n priority 255",
                "preempt_delay 300",
            })
    void anInstanceOfAnyFormTakesOver(String form) {
        assertThat(rehearsed(Configured.config(instance("one", 1, "10.0.0.1/24", form))))
                .isEqualTo(1);

        assertThat(kinds())
                .contains(
                        NodeEffect.SendPacket.class,
                        NodeEffect.AnnounceAddresses.class,
                        NodeEffect.ProbeRivals.class,
                        NodeEffect.ApplyAddresses.class);
    }

    @Test
    void oneOverIpv6Too() {
        assertThat(rehearsed(Configured.config(instance("six", 1, "fe80::99/64", "version 3"))))
                .isEqualTo(1);
    }

    @Test
    void itDoesNotWaitForDelaysOfTheStart() {
        String global = "global_defs {\n vrrp_startup_delay 60\n}\n";

        assertThat(rehearsed(Configured.config(global + instance("one", 1, "10.0.0.1/24", ""))))
                .isEqualTo(1);
    }

    @Test
    void virtualAddressesMayBeThoseThatTheRehearsalWouldTakeForItself() {
        assertThat(rehearsed(Configured.config(instance("one", 1, "192.0.2.1/24", ""))))
                .isEqualTo(1);
    }

    @Test
    void aThousandInstancesOfOneFormCostNoMoreThanOne() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            all.append(instance("VI_" + i, 1 + i % 250, "10.0." + i / 250 + "." + i % 250 + "/16", "")
                    .replace("eth0", "eth" + i / 250));
        }

        assertThat(new Rehearsal(Configured.config(all.toString())).players()).isEqualTo(1);
    }

    @Test
    void everyFormHasAPartOfItsOwn() {
        String text = instance("two", 1, "10.0.0.1/24", "version 2")
                + instance("three", 2, "10.0.0.2/24", "version 3")
                + instance("six", 3, "fe80::99/64", "version 3")
                + instance("peer", 4, "10.0.0.3/24", "unicast_peer { 10.0.0.9 }");

        assertThat(rehearsed(Configured.config(text))).isEqualTo(4);
    }

    @Test
    void aConfigurationWithoutInstancesHasNothingToRehearse() {
        assertThat(new Rehearsal(new NodeConfig(List.of())).play(seen::add)).isZero();
    }

    private int rehearsed(NodeConfig config) {
        return new Rehearsal(config).play(seen::add);
    }

    private Set<Class<?>> kinds() {
        Set<Class<?>> kinds = new HashSet<>();
        seen.forEach(effect -> kinds.add(effect.getClass()));
        return kinds;
    }

    private static String instance(String name, int vrid, String address, String more) {
        return """
                vrrp_instance %s {
                    interface eth0
                    virtual_router_id %d
                    %s
                    virtual_ipaddress { %s }
                }
                """.formatted(name, vrid, more, address);
    }
}
