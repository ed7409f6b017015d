package org.vipagent.linux.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.vipagent.net.InterfaceName;

/** Reads the kernel's settings for IPv4 interfaces, in the network namespace of the calling thread. */
public final class Sysctls {
    private final Path root;

    /** Those of this machine. */
    public Sysctls() {
        this(Path.of("/proc/sys"));
    }

    Sysctls(Path root) {
        this.root = root;
    }

    /**
     * Whether the followers of a subnet outlive its leading address on this interface: either the interface's setting
     * or that for all of them is enough (linux/inetdevice.h, IN_DEV_PROMOTE_SECONDARIES).
     */
    public boolean promotesSecondaries(InterfaceName name) {
        return ipv4(name, "promote_secondaries") > 0;
    }

    /**
     * For which addresses an interface answers ARP: 0 for any of the host, 1 for its own, up to 8 for none. The larger
     * of the interface's setting and that for all counts (Documentation/networking/ip-sysctl).
     */
    public int arpIgnore(InterfaceName name) {
        return ipv4(name, "arp_ignore");
    }

    /** Which source address ARP requests show: 0 any, 1 one of the target's subnet, 2 the best. The larger counts. */
    public int arpAnnounce(InterfaceName name) {
        return ipv4(name, "arp_announce");
    }

    /** 0 none, 1 strict, 2 loose checks of the source address; the larger counts. */
    public int reversePathFilter(InterfaceName name) {
        return ipv4(name, "rp_filter");
    }

    /**
     * A setting of net.ipv4 that is one for the whole namespace.
     *
     * @param name below net.ipv4, {@code ip_forward}
     * @return empty if this kernel has none of this name or does not show it
     */
    public OptionalInt ipv4(String name) {
        return number(root.resolve("net/ipv4").resolve(name));
    }

    private int ipv4(InterfaceName device, String setting) {
        Path all = root.resolve("net/ipv4/conf");
        int own = number(all.resolve(device.name()).resolve(setting)).orElse(0);
        return Math.max(own, number(all.resolve("all").resolve(setting)).orElse(0));
    }

    private static OptionalInt number(Path file) {
        try {
            return OptionalInt.of(Integer.parseInt(Files.readString(file).trim()));
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
