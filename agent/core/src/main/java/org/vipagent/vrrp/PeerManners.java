package org.vipagent.vrrp;

/**
 * How a router deals with the others, where RFC 9568 and its users want different things.
 *
 * @param lowerPriorityNoAdvert a master does not answer a lesser one's adverts at once ({@code lower_prio_no_advert})
 * @param higherPrioritySendAdvert a master that hears a better one sends a last advert ({@code
 *     higher_prio_send_advert}); here that is always so unless this is false
 * @param ownerIgnoreAdverts a router with priority 255 believes nobody ({@code owner_ignore_adverts})
 * @param skipAddressCheck the list of addresses of a sender that was believed before is not looked at again ({@code
 *     skip_check_adv_addr})
 * @param strict what RFC 9568 §7.1 demands and practice forgives is demanded ({@code vrrp_strict})
 */
public record PeerManners(
        boolean lowerPriorityNoAdvert,
        boolean higherPrioritySendAdvert,
        boolean ownerIgnoreAdverts,
        boolean skipAddressCheck,
        boolean strict) {
    /** Answers, takes leave, listens, looks, forgives. */
    public static final PeerManners DEFAULTS = new PeerManners(false, true, false, false, false);
}
