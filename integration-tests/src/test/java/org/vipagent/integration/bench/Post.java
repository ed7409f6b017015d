package org.vipagent.integration.bench;

import java.nio.file.Path;
import org.vipagent.daemon.lab.Host;
import org.vipagent.net.IpAddress;

/**
 * What a router is to do where.
 *
 * @param host the machine
 * @param directory for its files, its own
 * @param pace at which it advertises
 * @param priority 150 for the one that is to be master, 100 for the other
 */
record Post(Host host, Path directory, Pace pace, int priority) {
    static final IpAddress VIP = IpAddress.parse("192.168.1.153");
    static final int VRID = 52;

    /** The same with other files: a machine that was switched off has forgotten those of its processes. */
    Post in(Path other) {
        return new Post(host, other, pace, priority);
    }

    String keepalivedConf() {
        return """
                vrrp_instance VI_1 {
                    state %s
                    interface eth0
                    virtual_router_id %d
                    priority %d
                    version %d
                    advert_int %s
                    virtual_ipaddress {
                        %s/24
                    }
                }
                """.formatted(priority > 100 ? "MASTER" : "BACKUP", VRID, priority, pace.version(), pace.seconds(), VIP);
    }
}
