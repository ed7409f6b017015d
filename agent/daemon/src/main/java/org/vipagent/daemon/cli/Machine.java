package org.vipagent.daemon.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.vipagent.config.LoadOptions;
import org.vipagent.net.IpAddress;

/** What a configuration's meaning takes from the machine, found without root and without native code. */
final class Machine {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private Machine() {}

    /** @param configId instead of the host name */
    static LoadOptions loadOptions(Optional<String> configId) {
        return new LoadOptions(
                configId.orElseGet(Machine::shortHostName),
                environment(),
                Optional.empty(),
                ownAddresses(),
                ThreadLocalRandom.current().nextLong());
    }

    private static Map<String, String> environment() {
        return System.getenv();
    }

    // Not InetAddress.getLocalHost: that asks the resolver, which may take seconds.
    private static String shortHostName() {
        try {
            String name = Files.readString(HOST_NAME).strip();
            int dot = name.indexOf('.');
            return dot < 0 ? name : name.substring(0, dot);
        } catch (IOException e) {
            return "localhost";
        }
    }

    static Set<IpAddress> ownAddresses() {
        Set<IpAddress> addresses = new HashSet<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(InetAddress::getAddress)
                    .forEach(bytes -> addresses.add(IpAddress.of(bytes)));
        } catch (SocketException e) {
            // Not known: then nothing is compared with them.
            return Set.of();
        }
        return addresses;
    }
}
