package org.vipagent.daemon.lab;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;

/** A machine on the switch: a namespace with one interface, {@code eth0}. */
public final class Host {
    /** Its interface. */
    public static final String INTERFACE = "eth0";

    private static final Pattern ADDRESS = Pattern.compile(" inet6? ([0-9a-f.:]+)");

    private final Settings settings;
    private final NetworkNamespace namespace;

    Host(Settings settings, NetworkNamespace namespace) {
        this.settings = settings;
        this.namespace = namespace;
    }

    /**
     * What a host is.
     *
     * @param name short, unique in its laboratory: at most 12 characters of a to z, 0 to 9 and -
     * @param mac of its interface
     * @param address its own, with the length of the network's prefix
     */
    public record Settings(String name, MacAddress mac, Cidr address) {
        public Settings {
            if (!name.matches("[a-z0-9-]{1,12}")) {
                throw new IllegalArgumentException("not a host's name: " + name);
            }
        }

        public static Settings of(String name, String mac, String address) {
            return new Settings(name, MacAddress.parse(mac), Cidr.parse(address));
        }
    }

    public String name() {
        return settings.name();
    }

    public Settings settings() {
        return settings;
    }

    public NetworkNamespace namespace() {
        return namespace;
    }

    /** Sends what is not for its own network to a router. */
    public void routeBy(IpAddress gateway) {
        namespace.ip("route replace default via " + gateway);
    }

    /**
     * The addresses of its interface but link-local ones, as the kernel has them now. Asked of {@code ip}, not of Java,
     * which reads the IPv6 ones of the process's first namespace wherever the thread may be.
     */
    public Set<IpAddress> addresses() {
        Set<IpAddress> found = new HashSet<>();
        Matcher address = ADDRESS.matcher(namespace.ip("-o addr show dev " + INTERFACE + " scope global"));
        while (address.find()) {
            found.add(IpAddress.parse(address.group(1)));
        }
        return found;
    }

    public boolean has(IpAddress address) {
        return addresses().contains(address);
    }

    /** Takes all addresses but its own away, as a machine that starts anew has none. */
    public void forgetAddresses() {
        namespace.ip("addr flush dev " + INTERFACE + " scope global");
        namespace.ip("addr add " + settings.address() + " dev " + INTERFACE);
    }
}
