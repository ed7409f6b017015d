package org.vipagent.daemon.demo;

import java.util.List;
import org.vipagent.daemon.lab.Outage;

/** Where a story plays, and by whose clock. One owner. */
interface Stage {
    /** What the reader should know about the place. */
    List<String> description();

    /** Nanoseconds since some moment; in a simulation not those of this machine. */
    long now();

    /** Makes something happen that is not {@link Act.Await}; returns before all its effects can be seen. */
    void perform(Act act);

    /** What can be seen now. */
    Scene look();

    /** Lets a little time pass. */
    void pass();

    /** When the client got no answer, for outages that began in a span of time. */
    List<Outage> outages(long from, long to);

    /** The last that each agent wrote, for when something went wrong. */
    List<String> lastWords();
}
