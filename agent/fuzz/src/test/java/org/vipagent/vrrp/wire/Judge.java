package org.vipagent.vrrp.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vipagent.net.AddressFamily;

/**
 * A second reading of the standards: whether a reason against a packet is true. Asks each question for itself and in no
 * order; knows no sequence numbers of earlier packets.
 *
 * @param arrival the packet
 * @param format what is configured, with {@code hmac} and {@code transport}
 * @param realtime our wall clock, in nanoseconds since 1970
 */
record Judge(Arrival arrival, AdvertFormat format, Optional<Hmac> hmac, Transport transport, long realtime) {
    private static final int TRAILER = 28;

    /** Everything that speaks against the packet. */
    List<DropReason> faults() {
        return Stream.of(DropReason.values()).filter(this::isTrue).toList();
    }

    boolean isTrue(DropReason reason) {
        byte[] message = message();
        return switch (reason) {
            case TRUNCATED -> arrival.payload().length < headerBytes() || message.length < 8 || !isWhole();
            case WRONG_LENGTH -> isWhole() && message.length > declared() && !isTrailed();
            case TTL_NOT_255 -> isMulticast() && arrival.ttl() != 255;
            case UNICAST_MULTICAST_MISMATCH -> isMulticast() == format.unicast();
            case WRONG_TRANSPORT -> !arrival.transport().equals(transport) && (isUdp() || arrivedByUdp());
            case WRONG_VERSION -> message.length > 0 && (message[0] & 0xf0) != format.version() << 4;
            case WRONG_TYPE -> message.length > 0 && (message[0] & 0x0f) != 1;
            case UNKNOWN_VRID -> message.length > 1 && (message[1] & 0xff) != format.vrid();
            case NO_ADDRESSES ->
                message.length > 3 && message[3] == 0 && !format.addresses().isEmpty();
            case INTERVAL_ZERO -> message.length > 5 && interval() == 0;
            case INTERVAL_MISMATCH -> format.version() == 2 && message.length > 5 && !isOurInterval();
            case BAD_AUTH_TYPE -> isOtherAuthentication();
            case BAD_PASSWORD -> isWhole() && format.authentication().type() == 1 && !isOurPassword();
            case BAD_AUTH_HEADER -> hasHeader() && !new HeaderJudge(arrival, format).isRight();
            case BAD_CHECKSUM -> isWhole() && Stream.of(ChecksumForm.values()).noneMatch(this::isPermittedAndRight);
            case MISSING_HMAC -> demandsTrailer() && isWhole() && message.length == declared();
            case MALFORMED_HMAC, STALE, UNKNOWN_KEY, BAD_HMAC ->
                isTrailed() && trailer().isTrue(reason, realtime);
            default -> false;
        };
    }

    /** The payload without an authentication header. */
    byte[] message() {
        byte[] payload = arrival.payload();
        return Arrays.copyOfRange(payload, Math.min(headerBytes(), payload.length), payload.length);
    }

    /** How long the message says it is, without a trailer. */
    int declared() {
        byte[] message = message();
        int addresses = message.length > 3 ? message[3] & 0xff : 0;
        return 8 + addresses * format.family().bytes() + (format.version() == 2 ? 8 : 0);
    }

    /** Which bytes a checksum covers: over IPv6 the trailer too. */
    int summed() {
        return isTrailed() && format.family() == AddressFamily.INET6 ? declared() + TRAILER : declared();
    }

    boolean isWhole() {
        return message().length >= declared();
    }

    boolean isTrailed() {
        return hmac.isPresent() && message().length == declared() + TRAILER;
    }

    TrailerJudge trailer() {
        return new TrailerJudge(hmac.orElseThrow(), format, arrival.source(), message(), declared());
    }

    private boolean hasHeader() {
        return transport.kind() == Transport.Kind.AUTHENTICATION_HEADER;
    }

    private int headerBytes() {
        return hasHeader() ? 24 : 0;
    }

    private boolean isUdp() {
        return transport.kind() == Transport.Kind.UDP;
    }

    private boolean arrivedByUdp() {
        return arrival.transport().kind() == Transport.Kind.UDP;
    }

    private boolean isMulticast() {
        return arrival.destination().isMulticast();
    }

    private boolean demandsTrailer() {
        return hmac.map(h -> h.mode() == Hmac.Mode.ENFORCE).orElse(false);
    }

    private boolean isOtherAuthentication() {
        boolean otherProtocol = !arrival.transport().equals(transport) && !isUdp() && !arrivedByUdp();
        return otherProtocol || isOtherAuthenticationType();
    }

    private boolean isOtherAuthenticationType() {
        byte[] message = message();
        return format.version() == 2
                && message.length > 4
                && message[4] != format.authentication().type();
    }

    private boolean isOurPassword() {
        byte[] sent = Arrays.copyOfRange(message(), declared() - 8, declared());
        return Arrays.equals(sent, format.authentication().key());
    }

    private int interval() {
        byte[] message = message();
        return format.version() == 2
                ? message[5] & 0xff
                : (message[4] & 0x0f) << 8 | (message[5] & 0xff); // RFC 9568 §5.2.6
    }

    private boolean isOurInterval() {
        return interval() * 1_000_000_000L == format.advertIntervalNanos();
    }

    private boolean isPermittedAndRight(ChecksumForm form) {
        return isPermitted(form)
                && InternetSum.isRight(Arrays.copyOf(message(), summed()), arrival.pseudoHeader(form, summed()));
    }

    /** RFC 3768 §5.3.8: the message; RFC 8200 §8.1: IPv6 with its pseudo-header; version 3 over IPv4: what peers do. */
    private boolean isPermitted(ChecksumForm form) {
        if (format.version() == 2) {
            return form == ChecksumForm.MESSAGE_ALONE;
        }
        if (format.family() == AddressFamily.INET6) {
            return form == ChecksumForm.PSEUDO_HEADER;
        }
        return form != ChecksumForm.OLD_UNICAST
                || form == format.checksumForm()
                || (format.unicast() && format.oldUnicastChecksum() != OldUnicastChecksum.NEVER);
    }
}
