package org.vipagent.integration;

import java.util.List;
import java.util.Optional;
import org.vipagent.daemon.lab.Daemon;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.KernelWatch;

/** What ours and keepalived have in common: the language of their configuration, and addresses on the interface itself. */
abstract class ConfiguredRouter<D extends Daemon> extends DaemonRouter<D> {
    static final String INSTANCE = "VI_1";

    private final List<String> peers;

    /**
     * Not started yet.
     *
     * @param peers the others' addresses; used by unicast forms
     */
    ConfiguredRouter(Form form, Host host, List<String> peers) {
        super(form, host);
        this.peers = peers;
    }

    final List<String> peers() {
        return peers;
    }

    @Override
    public final String mac() {
        return host().settings().mac().toString();
    }

    /** An instance as an operator would write it, with more words if need be. */
    final String config(Manner manner, String more) {
        // Real time, as whoever wants such intervals would: the test's other pairs run on the same processors.
        // keepalived has itself killed after 10 ms of work without a pause, unless it is given more.
        StringBuilder lines = new StringBuilder("""
                global_defs {
                    vrrp_rt_priority 50
                    vrrp_rlimit_rttime 1000000
                }
                vrrp_instance %s {
                    state BACKUP
                    interface eth0
                    virtual_router_id %d
                    version %d
                    priority %d
                    advert_int %s
                """.formatted(
                        INSTANCE, Form.VRID, form().version(), manner.priority(), form().version() == 2 ? "1" : "0.1"));
        lines.append(manner.preempt() ? "" : "    nopreempt\n").append(more);
        if (form().auth() != Form.Auth.NONE) {
            lines.append("    authentication {\n        auth_type ").append(form().auth());
            lines.append("\n        auth_pass secret12\n    }\n");
        }
        if (form().unicast()) {
            lines.append("    unicast_src_ip ").append(Segment.ownAddress(form(), host()));
            lines.append("\n    unicast_peer {\n");
            peers.forEach(peer -> lines.append("        ").append(peer).append('\n'));
            lines.append("    }\n");
        }
        lines.append("    virtual_ipaddress {\n");
        form().listedAddresses().forEach(a -> lines.append("        ").append(a).append('\n'));
        return lines.append("    }\n}\n").toString();
    }

    @Override
    public final Optional<Boolean> holds(KernelWatch.Change change) {
        return change.text().contains((form().isIpv6() ? " inet6 " : " inet ") + form().vip() + "/")
                ? Optional.of(!change.text().startsWith("Deleted "))
                : Optional.empty();
    }
}
