package org.vipagent.daemon.demo;

import org.vipagent.daemon.lab.Host;

/** The two load balancers of the how-to, with the addresses that it gives them. */
enum Balancer {
    LB("LB", "lb", "02:00:56:df:00:0f", "10.5.0.133", "MASTER", 200),
    BACKUP("LB-backup", "lb-backup", "02:00:0a:30:00:10", "10.5.0.195", "BACKUP", 100);

    private final String displayName;
    private final String hostName;
    private final String mac;
    private final String address;
    private final String initialState;
    private final int priority;

    Balancer(String displayName, String hostName, String mac, String address, String initialState, int priority) {
        this.displayName = displayName;
        this.hostName = hostName;
        this.mac = mac;
        this.address = address;
        this.initialState = initialState;
        this.priority = priority;
    }

    /** Its name in the cloud and in the story. */
    String displayName() {
        return displayName;
    }

    Host.Settings host() {
        return Host.Settings.of(hostName, mac, address + "/21");
    }

    String initialState() {
        return initialState;
    }

    int priority() {
        return priority;
    }
}
