package org.vipagent.integration.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vipagent.daemon.lab.Command;
import org.vipagent.daemon.lab.FrrProcess;
import org.vipagent.daemon.lab.Host;

/**
 * Many virtual routers on one machine, an address each, all advertising once a second by version 2. A VRID is unique on
 * its interface only, so that more than 250 want more than one interface.
 *
 * @param instances 1 to 1000
 */
record Crowd(int instances) {
    private static final int PER_INTERFACE = 250;
    private static final String ADDRESSES = " 10.100.";

    Crowd {
        if (instances < 1 || instances > 1_000) {
            throw new IllegalArgumentException(instances + " instances: 1 to 1000");
        }
    }

    /** One of them. */
    private record Member(int number) {
        String device() {
            return "eth" + number / PER_INTERFACE;
        }

        int vrid() {
            return number % PER_INTERFACE + 1;
        }

        String address() {
            return ADDRESSES.strip() + number / PER_INTERFACE + "." + vrid();
        }

        String macvlan() {
            return "v" + number;
        }
    }

    /** How many interfaces it takes: eth0 and those after it. */
    int interfaces() {
        return (instances + PER_INTERFACE - 1) / PER_INTERFACE;
    }

    private Stream<Member> members() {
        return IntStream.range(0, instances).mapToObj(Member::new);
    }

    /** Starts a program with all of them. */
    Running start(Program program, Host host, Path directory, int priority) {
        return switch (program) {
            case VIPAGENT -> Program.vipagent(host, directory, keepalivedConf(priority));
            case KEEPALIVED -> Program.keepalived(host, directory, keepalivedConf(priority));
            case FRR -> frr(host, priority);
        };
    }

    private String keepalivedConf(int priority) {
        return members()
                .map(m -> """
                vrrp_instance VI_%d {
                    state BACKUP
                    interface %s
                    virtual_router_id %d
                    priority %d
                    version 2
                    advert_int 1
                    virtual_ipaddress {
                        %s/32
                    }
                }
                """.formatted(m.number(), m.device(), m.vrid(), priority, m.address()))
                .collect(Collectors.joining());
    }

    private Running frr(Host host, int priority) {
        String devices = members()
                .map(m -> """
                link add name %1$s link %2$s address 00:00:5e:00:01:%3$02x type macvlan mode bridge
                link set dev %1$s addrgenmode none protodown on
                addr add %4$s/32 dev %1$s
                link set dev %1$s up
                """.formatted(m.macvlan(), m.device(), m.vrid(), m.address()))
                .collect(Collectors.joining());
        host.namespace().run(Command.of("ip", "-batch", "-").withInput(devices));
        String config = members()
                .map(m -> """
                interface %1$s
                 vrrp %2$d version 2
                 vrrp %2$d priority %3$d
                 vrrp %2$d advertisement-interval 1000
                 vrrp %2$d ip %4$s
                """.formatted(m.device(), m.vrid(), priority, m.address()))
                .collect(Collectors.joining());
        FrrProcess process = FrrProcess.start(host, config);
        return new Running(process.pids(), process.logFile(), process);
    }

    /** How many of the addresses a machine holds on interfaces that can send. */
    static long heldBy(Host host) {
        List<String> able = host.namespace()
                .ip("-o link show")
                .lines()
                .filter(line -> line.contains("LOWER_UP"))
                .map(line -> line.split("[ :@]+", 3)[1])
                .toList();
        return host.namespace()
                .ip("-o -4 addr show")
                .lines()
                .filter(line -> line.contains(ADDRESSES))
                .filter(line -> able.contains(line.split("[ :]+", 3)[1]))
                .count();
    }
}
