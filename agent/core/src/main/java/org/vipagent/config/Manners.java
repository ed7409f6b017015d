package org.vipagent.config;

/**
 * How an instance deals with the others.
 *
 * @param lowerPriorityNoAdvert {@code lower_prio_no_advert}: a master does not answer a lesser one at once
 * @param higherPrioritySendAdvert {@code higher_prio_send_advert}: a master that hears a better one sends a last advert
 * @param ownerIgnoreAdverts {@code owner_ignore_adverts}: with priority 255, nobody is believed
 * @param skipAddressCheck {@code skip_check_adv_addr}: the address list of a sender that was believed before is not
 *     looked at again
 * @param strict {@code strict_mode}: what the RFC demands and practice forgives is demanded
 */
public record Manners(
        boolean lowerPriorityNoAdvert,
        boolean higherPrioritySendAdvert,
        boolean ownerIgnoreAdverts,
        boolean skipAddressCheck,
        boolean strict) {
    /**
     * keepalived's defaults but one: the last advert of a master that gives way is sent unless it is switched off. The
     * other then announces its addresses anew, after clients may have believed our announcements last.
     */
    public static Manners defaults() {
        return new Manners(false, true, false, false, false);
    }

    Manners withStrict(boolean value) {
        return new Manners(
                lowerPriorityNoAdvert, higherPrioritySendAdvert, ownerIgnoreAdverts, skipAddressCheck, value);
    }
}
