package org.vipagent.daemon.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vipagent.daemon.lab.Outage;

/** How things are put into words. */
final class Words {
    private static final double MILLIS_PER_SECOND = 1000;

    private Words() {}

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / MILLIS_PER_SECOND);
    }

    /** To hundredths, for what is measured every 20 ms. */
    static String fine(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / MILLIS_PER_SECOND);
    }

    static String of(Act act) {
        if (act instanceof Act.Start start) {
            return "vipagent run on " + start.who().displayName() + ", follow " + start.follow();
        }
        if (act instanceof Act.Stop stop) {
            return "SIGTERM to the agent of " + stop.who().displayName();
        }
        if (act instanceof Act.Kill kill) {
            return "SIGKILL to the agent of " + kill.who().displayName();
        }
        if (act instanceof Act.PowerOff off) {
            return off.who().displayName() + " loses its power";
        }
        if (act instanceof Act.PowerOn on) {
            return on.who().displayName() + " has power again";
        }
        return "waiting at most " + seconds(((Act.Await) act).limit());
    }

    static String of(Measurement measurement) {
        return measurement.what().newMaster().displayName() + " is master after " + seconds(measurement.masterAfter())
                + "; client without answer for " + outages(measurement);
    }

    /** When the cloud was there too; empty if it was not to move. */
    static Optional<String> ofCloud(Measurement measurement) {
        return measurement.secondaryIpAfter().flatMap(secondaryIp -> measurement
                .forwardAfter()
                .map(forward -> "the cloud has its secondary IP there after " + seconds(secondaryIp)
                        + ", its rule after " + seconds(forward)));
    }

    /** Each outage, and not their sum alone: twice one second is another thing than two seconds. */
    static String outages(Measurement measurement) {
        return measurement.outages().isEmpty()
                ? "0 s"
                : measurement.outages().stream()
                        .map(Outage::length)
                        .map(Words::fine)
                        .collect(Collectors.joining(" + "));
    }
}
