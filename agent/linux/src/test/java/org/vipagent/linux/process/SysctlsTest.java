package org.vipagent.linux.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.net.InterfaceName;

class SysctlsTest {
    private static final InterfaceName ETH0 = new InterfaceName("eth0");

    @TempDir
    private Path root;

    private void set(String name, String value) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, value + "\n");
    }

    @Test
    void takesTheLargerOfTheInterfacesSettingAndThatForAll() throws Exception {
        set("net/ipv4/conf/all/arp_ignore", "1");
        set("net/ipv4/conf/eth0/arp_ignore", "0");
        set("net/ipv4/conf/all/arp_announce", "0");
        set("net/ipv4/conf/eth0/arp_announce", "2");
        set("net/ipv4/conf/all/promote_secondaries", "0");
        set("net/ipv4/conf/eth0/promote_secondaries", "1");
        Sysctls sysctls = new Sysctls(root);
        assertThat(sysctls.arpIgnore(ETH0)).isEqualTo(1);
        assertThat(sysctls.arpAnnounce(ETH0)).isEqualTo(2);
        assertThat(sysctls.promotesSecondaries(ETH0)).isTrue();
    }

    @Test
    void takesWhatIsNotThereForOff() throws Exception {
        set("net/ipv4/ip_forward", "1");
        Sysctls sysctls = new Sysctls(root);
        assertThat(sysctls.promotesSecondaries(ETH0)).isFalse();
        assertThat(sysctls.reversePathFilter(ETH0)).isZero();
        assertThat(sysctls.ipv4("ip_forward")).hasValue(1);
        assertThat(sysctls.ipv4("no_such_setting")).isEmpty();
    }
}
