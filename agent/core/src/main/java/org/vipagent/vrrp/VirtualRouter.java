package org.vipagent.vrrp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.vrrp.RouterEffect.Noted;
import org.vipagent.vrrp.RouterEffect.RoleChanged;
import org.vipagent.vrrp.RouterEffect.SendAdvert;
import org.vipagent.vrrp.wire.Advert;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.AdvertExchange;
import org.vipagent.vrrp.wire.Datagram;
import org.vipagent.vrrp.wire.Decoded;
import org.vipagent.vrrp.wire.DropReason;
import org.vipagent.vrrp.wire.Encoded;

/**
 * One virtual router on one interface: holds configuration, state, epoch and counters, and turns inputs into effects.
 *
 * <p>Owned by one thread; does no input or output. {@code now} is nanoseconds of a monotonic clock, never negative,
 * never less than in the call before. Call order in a turn: all waiting packets, then everything else, then {@link
 * #deadline} while {@link #nextDeadline} has come. A packet that waits while the deadline is judged can make two
 * masters.
 */
public final class VirtualRouter {
    private final Tally tally = new Tally();
    private final Notices notices = new Notices();
    private final Remarks remarks = new Remarks(tally, notices);
    private AdvertExchange exchange;
    private Screening screening;
    private PeerHabits habits;
    private List<IpAddress> destinations;
    private Rules rules;
    private RouterState state = new Stopped();
    private long epoch;
    private IpAddress heardSource;
    private Advert heard;
    private long heardAt;

    public VirtualRouter(RouterConfig config) {
        IpAddress none = IpAddress.of(new byte[config.key().family().bytes()]);
        this.rules = new Rules(config, config.priority(), none, 0);
        this.exchange = new AdvertExchange(config.format(), config.hmac(), config.transport());
        this.screening = new Screening(config);
        this.habits = new PeerHabits(config);
        this.destinations = destinations(config);
    }

    /**
     * The interface is usable. Called while running already it only exchanges the source address.
     *
     * @param primaryAddress source of our adverts and what decides between equal priorities (RFC 9568 §6.4.3)
     */
    public List<RouterEffect> start(IpAddress primaryAddress, long now) {
        rules = rules.withPrimaryAddress(primaryAddress);
        return enter(state.onStart(rules, now), now);
    }

    /**
     * Link down, source address gone, or a tracked thing failed. A master says priority 0 if it still can.
     *
     * @param reason words for the operator
     */
    public List<RouterEffect> fault(String reason, long now) {
        return enter(state.onFault(rules, reason, now), now);
    }

    /**
     * A packet for this router: decoded by our own format, counted if it is not to be believed.
     *
     * @param realtime nanoseconds since 1970, which time stamps are compared with
     */
    public List<RouterEffect> received(Datagram datagram, long realtime, long now) {
        IpAddress source = datagram.source();
        DropReason refused = screening.refusal(source, datagram.ttl(), rules.primaryAddress());
        if (refused != null) {
            return dropped(refused, source, now);
        }
        Decoded decoded = exchange.decode(datagram, realtime);
        if (decoded instanceof Decoded.Dropped dropped) {
            return noted(remarks.dropped(dropped, source, now));
        }
        Decoded.Valid valid = (Decoded.Valid) decoded;
        if (valid.trailer() && !screening.mayProve(source)) {
            return dropped(DropReason.UNKNOWN_SENDER, source, now);
        }
        return heard(valid.advert(), valid, source, now);
    }

    /** A decoded advert. */
    public List<RouterEffect> advert(Advert advert, IpAddress source, long now) {
        return heard(advert, null, source, now);
    }

    /** {@code how} it was written; null if that is not known. */
    private List<RouterEffect> heard(Advert advert, Decoded.Valid how, IpAddress source, long now) {
        if (role() == Role.STOPPED || role() == Role.FAULT) {
            return List.of();
        }
        DropReason refused = refusal(advert, source, now);
        if (refused != null) {
            Noted dropped = remarks.dropped(refused, source, now);
            Noted second = refused == DropReason.OWNER_IGNORES ? remarks.secondOwner(rules, advert, source, now) : null;
            return noted(second != null ? second : dropped);
        }
        tally.received(advert.priority());
        heard = advert;
        heardSource = source;
        heardAt = now;
        Noted remark = remark(advert, source, now);
        Noted habit = how == null ? null : habits.remark(how, source, tally, notices, now);
        screening.believed(source);
        List<RouterEffect> effects = enter(state.onAdvert(rules, advert, source, now), now);
        effects = remark == null ? effects : with(effects, remark);
        return habit == null ? effects : with(effects, habit);
    }

    /** What is worth a note in an advert that is believed, the most important of it; null if nothing. */
    private Noted remark(Advert advert, IpAddress source, long now) {
        Noted remark = role() == Role.MASTER ? remarks.loser(rules, advert, source, now) : null;
        if (remark == null) {
            remark = remarks.secondOwner(rules, advert, source, now);
        }
        if (remark == null && screening.listDiffers(advert, source)) {
            remark = remarks.otherAddresses(rules, advert, source, now);
        }
        return remark == null ? remarks.otherInterval(rules, advert, source, now) : remark;
    }

    private DropReason refusal(Advert advert, IpAddress source, long now) {
        DropReason refused = screening.refusal(advert, source, rules, now);
        if (refused == DropReason.OWNER_IGNORES && role() == Role.LEAVING) {
            // Who leaves owns nothing any more and waits for its successor.
            return null;
        }
        boolean stray = advert.priority() == 0 && state instanceof Backup backup && !backup.follows(source);
        return refused == null && stray ? DropReason.STRAY_FAREWELL : refused;
    }

    /**
     * Another station answered for one of our virtual addresses, or announced it. Nothing to one who does not hold
     * them; a master tells the clients again where the address is, ever more rarely while that station goes on.
     *
     * @param station its hardware address, none of this machine's
     * @param askedEvery nanoseconds from one question of ours to the next: a station that goes on answers as rarely
     */
    public List<RouterEffect> claimed(IpAddress address, MacAddress station, long askedEvery, long now) {
        if (role() != Role.MASTER) {
            return List.of();
        }
        Noted noted = remarks.claimed(rules, address, station, askedEvery, now);
        List<RouterEffect> effects = enter(state.onClaim(rules, askedEvery, now), now);
        return noted == null ? effects : with(effects, noted);
    }

    /** A packet for this router that is not believed: costs a counter, and a note at most once a minute. */
    public List<RouterEffect> dropped(DropReason reason, IpAddress source, long now) {
        return noted(remarks.dropped(reason, source, now));
    }

    private static List<RouterEffect> noted(Noted noted) {
        return noted == null ? List.of() : List.of(noted);
    }

    /** To be called when {@link #nextDeadline} has come and every waiting packet was given. */
    public List<RouterEffect> deadline(long now) {
        if (now < nextDeadline()) {
            return List.of();
        }
        Step step = state.onDeadline(rules, now);
        if (state instanceof Master master && now >= master.advertAt()) {
            tally.timekeeping().due(now - master.advertAt(), rules.interval(), step.adverts(), now);
        }
        return enter(step, now);
    }

    /** The clocks showed a pause: BOOTTIME or REALTIME jumped against MONOTONIC. */
    public List<RouterEffect> resumed(long now) {
        return enter(state.onResumed(rules, now), now);
    }

    /** The kernel holds the addresses of this mastership; also to be called when it got some back or more of them. */
    public List<RouterEffect> addressesApplied(long now) {
        return enter(state.onAddressesApplied(rules, now), now);
    }

    /**
     * Tracking changed the priority. An owner's never changes (RFC 9568 §5.2.4). Takes effect with the next advert,
     * ours or the master's.
     *
     * @param effective clamped to 1 to 254, since 0 means leaving and 255 owning
     */
    public void effectivePriority(int effective) {
        if (rules.config().priority() != RouterConfig.OWNER) {
            rules = rules.withConfig(rules.config(), Math.min(254, Math.max(1, effective)));
        }
    }

    /**
     * Exchanges the configuration; state, epoch and counters stay, and so does the effective priority unless the
     * configured one changed.
     *
     * @throws IllegalArgumentException if the key is another one: that is a stop and a start of two routers
     */
    public List<RouterEffect> reconfigured(RouterConfig config, long now) {
        RouterConfig was = rules.config();
        if (!config.key().equals(was.key())) {
            throw new IllegalArgumentException(config.key() + " is not " + was.key());
        }
        int priority = config.priority() == was.priority() ? rules.priority() : config.priority();
        rules = rules.withConfig(config, priority);
        exchange = exchange.reconfigured(config.format(), config.hmac(), config.transport());
        screening = screening.reconfigured(config);
        habits = new PeerHabits(config);
        destinations = destinations(config);
        return enter(state.onReconfigured(rules, now), now);
    }

    /** Become master at once because the sync group does; ignored unless backup. */
    public List<RouterEffect> takeOver(String cause, long now) {
        return enter(state.onTakeOver(rules, cause, now), now);
    }

    /** Give mastership up with priority 0 and listen; ignored unless master. */
    public List<RouterEffect> giveWay(String cause, long now) {
        return enter(state.onGiveWay(rules, cause, now), now);
    }

    /** A planned stop: a master leaves gracefully, everything else stops at once. {@code Stopped} tells the end. */
    public List<RouterEffect> stop(long now) {
        return enter(state.onStop(rules, now), now);
    }

    /** When {@link #deadline} is to be called, or {@code Long.MAX_VALUE}. */
    public long nextDeadline() {
        return state.nextDeadline();
    }

    /**
     * Writes the advert of a {@link SendAdvert} for one destination; see {@link AdvertExchange#encode}.
     *
     * @param realtime nanoseconds since 1970, for the time stamp of an authenticated advert
     */
    public Encoded encode(int priority, IpAddress destination, long realtime, byte[] target) {
        return exchange.encode(priority, rules.primaryAddress(), destination, realtime, target);
    }

    /** Where adverts go: the group or the peers. */
    public List<IpAddress> destinations() {
        return destinations;
    }

    private static List<IpAddress> destinations(RouterConfig config) {
        return config.unicast()
                ? config.unicastPeers().stream().map(UnicastPeer::address).toList()
                : List.of(AdvertCodec.group(config.key().family()));
    }

    public RouterConfig config() {
        return rules.config();
    }

    /** The priority after tracking. */
    public int priority() {
        return rules.priority();
    }

    public RouterState state() {
        return state;
    }

    public Role role() {
        return state.role();
    }

    /** How many masterships have begun. */
    public long epoch() {
        return epoch;
    }

    /** Whether the kernel is to hold the addresses. */
    public boolean wantsAddresses() {
        return role() == Role.MASTER || role() == Role.LEAVING;
    }

    /**
     * Whether gratuitous ARP that was asked for by {@link RouterEffect.Announce} may still be sent. Not while it is in
     * doubt who is master or whether the kernel has the addresses, nor when leaving: it would draw traffic away from a
     * better one.
     */
    public boolean mayAnnounce() {
        return state instanceof Master master && master.announcements().applied();
    }

    public RouterCounters counters() {
        return tally.snapshot();
    }

    /** Whom it has met. */
    public Encounters encounters() {
        return tally.encounters(lastHeard());
    }

    /** The last advert believed. */
    public Optional<Sighting> lastHeard() {
        return heard == null
                ? Optional.empty()
                : Optional.of(new Sighting(heardSource, heard.priority(), heard.advertIntervalNanos(), heardAt));
    }

    private List<RouterEffect> enter(Step step, long now) {
        Role was = state.role();
        state = step.next();
        Role is = state.role();
        List<RouterEffect> effects = step.effects();
        for (int i = 0; i < effects.size(); i++) {
            RouterEffect effect = effects.get(i);
            if (effect instanceof SendAdvert advert) {
                tally.sent(advert.priority());
                screening.sent(advert.priority(), now);
            } else if (effect instanceof Noted noted && !mayBeSaid(noted, now)) {
                effects = without(effects, noted);
                i--;
            }
        }
        return was == is ? effects : with(effects, changed(was, is, step.cause(), now));
    }

    private boolean mayBeSaid(Noted noted, long now) {
        if (noted.event() == RouterEvent.PAUSE_NOTICED) {
            tally.timekeeping().paused(now);
        }
        return notices.allows(noted.event(), now);
    }

    private RouterEffect changed(Role was, Role is, String cause, long now) {
        tally.changed(was, is);
        if (is == Role.MASTER) {
            epoch++;
        }
        if (was == Role.MASTER && is == Role.BACKUP && now >= rules.lastWordFrom()) {
            rules = rules.withLastWordFrom(now + rules.masterDown(rules.interval()));
        }
        return new RoleChanged(was, is, epoch, cause);
    }

    private List<RouterEffect> with(List<RouterEffect> effects, RouterEffect last) {
        List<RouterEffect> all = new ArrayList<>(effects);
        all.add(last);
        if (last instanceof RoleChanged change && change.to() == Role.STOPPED) {
            all.add(new RouterEffect.Stopped());
        }
        return List.copyOf(all);
    }

    private static List<RouterEffect> without(List<RouterEffect> effects, RouterEffect one) {
        return effects.stream().filter(effect -> effect != one).toList();
    }
}
