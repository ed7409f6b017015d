package org.vipagent.vrrp;

/** What the shell has to do, in the order given. */
public sealed interface RouterEffect {
    /**
     * Send an advert to the group, or to every unicast peer.
     *
     * @param priority 0 to 255
     */
    record SendAdvert(int priority) implements RouterEffect {}

    /**
     * Send gratuitous ARP (IPv6: an unsolicited neighbour advertisement) for every address of the instance.
     *
     * @param repeat packets per address, at least 1
     */
    record Announce(int repeat) implements RouterEffect {}

    /**
     * Ask the kernel anew for the addresses, whose lifetime may have ended while this machine stood still. Nothing is
     * announced before {@link VirtualRouter#addressesApplied} brings its answer.
     */
    record ConfirmAddresses() implements RouterEffect {}

    /**
     * Ask the other routers of the segment whether one of them has our addresses, too; {@link VirtualRouter#claimed}
     * takes the answer. Comes right before an advert: a rival that steps down on hearing that without a word, as
     * keepalived and FRR do, has answered before.
     *
     * @param again the same question once more, right after the advert: a partition may have healed between the two, and
     *     the rival that hears the advert alone still has the address for a moment
     */
    record ProbeRivals(boolean again) implements RouterEffect {}

    /**
     * The role changed; {@link VirtualRouter#wantsAddresses} says what the kernel is to hold now.
     *
     * @param epoch counts the masterships of this router; rises on each transition to master
     * @param cause words for the operator
     */
    record RoleChanged(Role from, Role to, long epoch, String cause) implements RouterEffect {}

    /** The planned stop is complete: the addresses may go, and the router may be forgotten. */
    record Stopped() implements RouterEffect {}

    /** Something for the log, the journal or the cloud follower; limited in rate. */
    record Noted(RouterEvent event, String text) implements RouterEffect {}
}
