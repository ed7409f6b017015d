package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.simulation.WorldOptions.Special;

/** All that an instance claims beside its address and the port forwards that lead to that. */
final class OtherClaims {
    private static final int FIRST_BALANCED_PORT = 7000;
    private static final int FIRST_PRIMARY_PORT = 7100;

    private final List<ZoneClaim> all;

    OtherClaims(WorldOptions options, int instance, IpAddress address) {
        WorldOptions.Cloud cloud = options.cloud();
        List<ZoneClaim> claims = new ArrayList<>();
        boolean primary = cloud.has(Special.PRIMARY);
        if (cloud.has(Special.STATIC_NAT)) {
            // A machine's address can be bound to one public address only.
            boolean alone = options.cluster().instances() == 1;
            claims.add(new ClaimedNat(
                    IpAddress.of(new byte[] {(byte) 210, (byte) 140, 68, (byte) (230 + instance)}),
                    String.format(Locale.ROOT, "00000000-0000-4000-8000-0000000000b%d", instance),
                    new ZoneClaim.Goal(address, primary && alone),
                    !cloud.has(Special.TIER),
                    cloud.has(Special.STRANGERS_FIREWALL)));
        }
        if (cloud.has(Special.BALANCER)) {
            claims.add(new ClaimedMember(
                    "balancer" + instance,
                    PortRange.of(FIRST_BALANCED_PORT + instance),
                    new ZoneClaim.Goal(address, primary)));
        }
        if (primary) {
            claims.add(new ClaimedPrimary(PortRange.of(FIRST_PRIMARY_PORT + instance)));
        }
        this.all = List.copyOf(claims);
    }

    List<Claim> claims() {
        return all.stream().flatMap(claim -> claim.claims().stream()).toList();
    }

    void prepare(ZoneLayout.Builder layout, ZoneClaim.Ground ground) {
        all.forEach(claim -> claim.prepare(layout, ground));
    }

    /** What does not yet lead to the master. */
    List<String> missing(ZoneSnapshot zone, Seat master) {
        return all.stream()
                .flatMap(claim -> claim.missing(zone, master).stream())
                .toList();
    }

    /** What an operator can undo by mistake. */
    List<ZoneClaim.Deed> deeds(ZoneSnapshot zone) {
        return all.stream().flatMap(claim -> claim.deeds(zone).stream()).toList();
    }

    /** Whether that rule is one of the claims'. */
    boolean owns(ZoneSnapshot.PortForward rule) {
        return all.stream().anyMatch(claim -> claim.owns(rule));
    }

    /** The public addresses that lead to it whole, and have firewall rules that nobody claims. */
    Stream<ClaimedNat> withStrangers() {
        return all.stream()
                .filter(ClaimedNat.class::isInstance)
                .map(ClaimedNat.class::cast)
                .filter(ClaimedNat::strangers);
    }
}
