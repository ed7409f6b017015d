package org.vipagent.config;

import java.time.Duration;
import java.util.Optional;
import org.vipagent.net.InterfaceName;

/**
 * What {@code global_defs} says: settings of the process, and the defaults that instances take over unless they say
 * otherwise (they are already worked into each {@link VrrpInstance}).
 *
 * @param routerId the node's name in logs and dumps; empty: the host name. Never on the wire
 * @param defaultInterface for instances and addresses that name none
 * @param startupDelay how long to wait before the first VRRP activity ({@code vrrp_startup_delay})
 * @param delayAfterBoot the same, but from the start of the kernel; the later end counts ({@code
 *     vrrp_delay_after_boot})
 * @param vrrpVersion 2 or 3, of instances over IPv4
 * @param gratuitousArp defaults for announcements
 * @param checkUnicastSource whether adverts of unknown senders are dropped by default
 * @param downTimerAdverts adverts missed before a takeover, 1 to 100
 * @param v3ChecksumAsV2 whether version 3 over IPv4 uses a checksum without pseudo-header by default
 * @param priority of the threads that adverts depend on
 * @param manners how instances deal with the others by default
 * @param logUnknownVrids whether adverts for VRIDs that no instance has are told of
 */
public record GlobalDefinitions(
        Optional<String> routerId,
        InterfaceName defaultInterface,
        Duration startupDelay,
        Duration delayAfterBoot,
        int vrrpVersion,
        GratuitousArp gratuitousArp,
        boolean checkUnicastSource,
        int downTimerAdverts,
        boolean v3ChecksumAsV2,
        ProcessPriority priority,
        Manners manners,
        boolean logUnknownVrids) {
    /** keepalived's defaults, for a file without {@code global_defs}. */
    public static GlobalDefinitions defaults() {
        return new GlobalDefinitions(
                Optional.empty(),
                new InterfaceName("eth0"),
                Duration.ZERO,
                Duration.ZERO,
                2,
                GratuitousArp.defaults(),
                false,
                3,
                false,
                ProcessPriority.defaults(),
                Manners.defaults(),
                false);
    }
}
