package org.vipagent.vrrp.wire;

import java.util.Locale;

/** Why a packet was not believed. The name is the label of the counter, the sentence is for the operator. */
public enum DropReason {
    TRUNCATED("is shorter than its header and address count say"),
    TTL_NOT_255("did not arrive with TTL 255, so it was forwarded by a router or forged from afar"),
    WRONG_VERSION("speaks another VRRP version than is configured here"),
    WRONG_TYPE("is no advertisement; no other type is defined"),
    NO_ADDRESSES("lists no addresses"),
    WRONG_LENGTH("is longer than its address count says; a keepalived with auth_hmac sends such"),
    BAD_CHECKSUM("has a wrong checksum in every form that is in use"),
    INTERVAL_ZERO("has an advertisement interval of zero"),
    INTERVAL_MISMATCH("has another advert_int than is configured here, which version 2 does not allow"),
    BAD_AUTH_TYPE("has another auth_type than is configured here"),
    BAD_PASSWORD("has another auth_pass than is configured here"),
    BAD_AUTH_HEADER("has an authentication header of another auth_pass, or was changed on the way"),
    MISSING_HMAC("has no HMAC trailer, and auth_hmac's mode is enforce"),
    MALFORMED_HMAC("has an HMAC trailer of a kind that is not known here"),
    UNKNOWN_KEY("is signed with a key whose id is not among auth_hmac's keys here"),
    BAD_HMAC("is signed with another key of the same id, or was changed on the way"),
    STALE("has a time stamp outside auth_hmac's time_window: a clock is wrong, or an old packet was sent again"),
    REPLAYED("has a sequence number that its sender used before: an old packet sent again, or its clock was set back"),
    WRONG_TRANSPORT("came by another transport than is configured here"),
    UNICAST_MULTICAST_MISMATCH("came by multicast where unicast is configured, or the other way round"),
    UNKNOWN_VRID("has a virtual_router_id that no instance on this interface has"),
    UNKNOWN_SENDER("comes from no unicast_peer, and check_unicast_src is on"),
    TTL_OUT_OF_BOUNDS("arrived with a TTL outside min_ttl and max_ttl of its unicast_peer"),
    OWNER_IGNORES("came while this router owns the addresses, and owner_ignore_adverts is on"),
    ADDRESS_LIST_MISMATCH("lists other addresses and not as their owner, which vrrp_strict drops in version 2"),
    GLOBAL_ADDRESS_FIRST("does not list its link-local address first, and vrrp_strict is on"),
    STRAY_FAREWELL("gives up (priority 0) although another is master here"),
    OWN_PACKET("is our own, looped back"),
    SAME_ADDRESS("comes from our own address but was not sent by us: two nodes have the same address"),
    VRID_CLASH("shares no virtual address with us: another cluster uses our virtual_router_id");

    private final String sentence;

    DropReason(String sentence) {
        this.sentence = sentence;
    }

    /** Whether the sender did not prove that it knows the secret, or not freshly. */
    public boolean failsAuthentication() {
        return switch (this) {
            case BAD_AUTH_TYPE,
                    BAD_PASSWORD,
                    BAD_AUTH_HEADER,
                    MISSING_HMAC,
                    MALFORMED_HMAC,
                    UNKNOWN_KEY,
                    BAD_HMAC,
                    STALE,
                    REPLAYED -> true;
            default -> false;
        };
    }

    /** Completes "the packet …". */
    public String sentence() {
        return sentence;
    }

    /** Lower case with underscores, for metrics and logs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
