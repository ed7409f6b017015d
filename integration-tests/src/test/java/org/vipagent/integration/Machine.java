package org.vipagent.integration;

import java.util.List;
import org.vipagent.daemon.lab.Command;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Lab;

/** A host that can die and come back. Dead, nobody hears from it, whatever its kernel still has. */
final class Machine {
    private final Lab lab;
    private final Host host;
    private boolean dead;

    Machine(Lab lab, Host host) {
        this.lab = lab;
        this.host = host;
    }

    Host host() {
        return host;
    }

    /** Does nothing to what runs on it. */
    void die() {
        lab.cut(host);
        dead = true;
    }

    /**
     * Brings it back if it is dead.
     *
     * @param forget takes away what a kernel that starts anew does not have
     * @param peers whom it speaks to before a daemon runs, as machines that boot do: others that sent to it while it
     *     was dead have no hardware address of it any more, and would need a second to ask for it
     */
    void reviveIfDead(Runnable forget, List<String> peers) {
        if (dead) {
            forget.run();
            lab.restore(host);
            peers.forEach(peer -> host.namespace().run(Command.of("ping", "-c", "1", "-W", "5", "-q", peer)));
            dead = false;
        }
    }
}
