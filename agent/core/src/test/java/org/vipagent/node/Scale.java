package org.vipagent.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.RouterKey;

/** Many instances: 255 on an interface, each with one IPv4 address. */
final class Scale {
    private static final int PER_INTERFACE = 255;

    private Scale() {}

    static InterfaceName device(int index) {
        return new InterfaceName("eth" + index / PER_INTERFACE);
    }

    /** Version 3, one second, priority 100. */
    static List<InstanceConfig> instances(int count) {
        List<InstanceConfig> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            IpAddress address =
                    IpAddress.of(new byte[] {10, 1, (byte) (i / PER_INTERFACE), (byte) (i % PER_INTERFACE)});
            ManagedAddress managed =
                    new ManagedAddress(device(i), Cidr.host(address), Optional.empty(), Optional.empty(), "global", 7);
            RouterKey key = new RouterKey(device(i), address.family(), 1 + i % PER_INTERFACE);
            RouterConfig router = RouterConfig.builder("VI_" + i, key)
                    .version(3)
                    .virtualAddresses(List.of(address))
                    .build();
            all.add(new InstanceConfig(router, Optional.empty(), List.of(managed), 255, true, Optional.empty()));
        }
        return all;
    }
}
