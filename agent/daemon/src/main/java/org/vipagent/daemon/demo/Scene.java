package org.vipagent.daemon.demo;

import java.util.List;

/**
 * All that can be seen at one moment, in the words that are shown.
 *
 * @param lb the state of the agent on LB: {@code MASTER}, {@code BACKUP}, …; {@value #NONE} when none answers
 * @param backup the same of LB-backup
 * @param vip whose kernel has the virtual address, joined by {@code +}
 * @param secondaryIp who holds it as a secondary address in the cloud
 * @param forward to whom the public port is forwarded
 * @param client who answered the client last
 */
record Scene(String lb, String backup, String vip, String secondaryIp, String forward, String client) {
    /** Nobody, nothing, none. */
    static final String NONE = "-";

    static String joined(List<String> names) {
        return names.isEmpty() ? NONE : String.join("+", names);
    }

    String state(Balancer balancer) {
        return balancer == Balancer.LB ? lb : backup;
    }
}
