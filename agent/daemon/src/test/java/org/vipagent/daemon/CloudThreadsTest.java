package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.config.CloudFollowing;
import org.vipagent.config.FollowMode;
import org.vipagent.config.VirtualAddress;
import org.vipagent.config.VrrpInstance;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

class CloudThreadsTest {
    private static final InterfaceName ETH0 = new InterfaceName("eth0");

    private static VrrpInstance instance(int number, String provider) {
        IpAddress address = IpAddress.parse("10.5.0." + number);
        CloudFollowing cloud = new CloudFollowing(
                provider,
                List.of(new SecondaryIp(address)),
                List.of(),
                FollowMode.AUTO,
                Duration.ofSeconds(300),
                Duration.ofSeconds(60));
        return VrrpInstance.builder("VI_" + number, ETH0, number)
                .virtualAddresses(List.of(VirtualAddress.of(new Cidr(address, 24), ETH0)))
                .cloud(cloud)
                .build();
    }

    @Test
    void eachInstanceOfAProviderHasAThreadOfItsOwn() {
        List<VrrpInstance> instances = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> instance(number, number <= 17 ? "idcf" : "other"))
                .toList();

        assertThat(Clouds.threads(instances, "idcf")).isEqualTo(17);
        assertThat(Clouds.threads(instances, "other")).isEqualTo(3);
        assertThat(Clouds.threads(instances, "unused")).isEqualTo(1);
    }
}
