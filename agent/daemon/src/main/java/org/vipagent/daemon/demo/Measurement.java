package org.vipagent.daemon.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vipagent.daemon.lab.Outage;

/**
 * What a chapter cost.
 *
 * @param outages when the client got no answer, in order
 * @param masterAfter from the event until the new master said it was one
 * @param secondaryIpAfter from the event until the cloud had the secondary IP at the new master; empty if it did not
 * move
 * @param forwardAfter from the event until the cloud forwarded the public port to the new master; empty if it did not
 * move
 */
record Measurement(
        Chapter.Measured what,
        List<Outage> outages,
        Duration masterAfter,
        Optional<Duration> secondaryIpAfter,
        Optional<Duration> forwardAfter) {
    Measurement {
        outages = List.copyOf(outages);
    }

    /** All of them together. */
    Duration unanswered() {
        return outages.stream().map(Outage::length).reduce(Duration.ZERO, Duration::plus);
    }
}
