package org.vipagent.vrrp.wire;

import java.util.Optional;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Decoded.Dropped;
import org.vipagent.vrrp.wire.Decoded.Valid;

/**
 * One virtual router's adverts as IP payloads: message, authentication header, HMAC trailer. Remembers what
 * authentication has to remember from packet to packet, also across a change of configuration.
 *
 * <p>Owned by one thread.
 */
public final class AdvertExchange {
    private final AdvertFormat format;
    private final Transport transport;
    private final AuthenticationHeader header;
    private final HmacTrailer trailer;

    /**
     * Starts without memory.
     *
     * @param hmac not together with an authentication header
     * @param transport {@link Transport#AUTHENTICATION_HEADER} exactly where the format has such
     */
    public AdvertExchange(AdvertFormat format, Optional<Hmac> hmac, Transport transport) {
        this(
                format,
                transport,
                format.authentication().isHeader()
                        ? new AuthenticationHeader(format.authentication(), format.unicast())
                        : null,
                hmac.map(h -> new HmacTrailer(h, format)).orElse(null));
    }

    private AdvertExchange(AdvertFormat format, Transport transport, AuthenticationHeader header, HmacTrailer trailer) {
        if ((transport.kind() == Transport.Kind.AUTHENTICATION_HEADER) != (header != null)) {
            throw new IllegalArgumentException(format.authentication() + " does not go with " + transport);
        }
        if (header != null && trailer != null) {
            throw new IllegalArgumentException("an authentication header and an HMAC trailer exclude each other");
        }
        this.format = format;
        this.transport = transport;
        this.header = header;
        this.trailer = trailer;
    }

    /** Plain messages of protocol 112. */
    public static AdvertExchange plain(AdvertFormat format) {
        return new AdvertExchange(format, Optional.empty(), Transport.VRRP);
    }

    /** Another configuration with what this one remembers. */
    public AdvertExchange reconfigured(AdvertFormat newFormat, Optional<Hmac> hmac, Transport newTransport) {
        AdvertExchange fresh = new AdvertExchange(newFormat, hmac, newTransport);
        return new AdvertExchange(
                newFormat,
                newTransport,
                fresh.header == null || header == null
                        ? fresh.header
                        : header.reconfigured(newFormat.authentication(), newFormat.unicast()),
                fresh.trailer == null || trailer == null
                        ? fresh.trailer
                        : trailer.reconfigured(hmac.orElseThrow(), newFormat));
    }

    /**
     * Writes an advert for one destination. Each call uses a sequence number up where adverts carry one.
     *
     * @param priority 0 to 255
     * @param source primary address of the sending interface
     * @param destination the group or the peer
     * @param realtime nanoseconds since 1970
     * @param target at least {@link AdvertCodec#MAXIMUM_LENGTH} bytes; written from its start
     */
    public Encoded encode(int priority, IpAddress source, IpAddress destination, long realtime, byte[] target) {
        int at = header == null ? 0 : AuthenticationHeader.BYTES;
        int end = at + AdvertCodec.write(format, priority, target, at);
        int covered = end;
        if (trailer != null && trailer.isSent()) {
            trailer.sign(target, at, end, source, realtime);
            end += HmacTrailer.BYTES;
            covered = coveredByChecksum(covered, end);
        }
        AdvertCodec.sum(format, source, destination, target, at, covered);
        int identification = header == null ? 0 : header.sign(target, end, source, destination, realtime);
        return new Encoded(end, identification);
    }

    /** Over IPv6 keepalived lets the kernel sum, which sums the whole payload; over IPv4 it sums the message alone. */
    private int coveredByChecksum(int message, int payload) {
        return format.family() == AddressFamily.INET6 ? payload : message;
    }

    /**
     * Checks and reads a packet. Never throws, whatever the bytes.
     *
     * @param packet as received
     * @param realtime nanoseconds since 1970, which time stamps are compared with
     */
    public Decoded decode(Datagram packet, long realtime) {
        DropReason refused = transportRefusal(packet);
        if (refused != null) {
            return new Dropped(refused);
        }
        Datagram message = header == null ? packet : packet.from(AuthenticationHeader.BYTES);
        refused = AdvertCodec.shapeRefusal(message, format);
        if (refused != null) {
            return new Dropped(refused);
        }
        int length = AdvertCodec.messageLength(message, format);
        boolean trailed = trailer != null && message.length() == length + HmacTrailer.BYTES;
        if (message.length() != length && !trailed) {
            return new Dropped(message.length() < length ? DropReason.TRUNCATED : DropReason.WRONG_LENGTH);
        }
        refused = header == null ? null : header.refusal(packet);
        if (refused != null) {
            return new Dropped(refused);
        }
        int end = message.offset() + length;
        int clockOff = trailed ? trailer.clockOffSeconds(message, end, realtime) : 0;
        refused = trailerRefusal(message, trailed, end, realtime);
        if (refused != null) {
            return new Dropped(refused, refused == DropReason.STALE ? clockOff : 0);
        }
        ChecksumForm form = AdvertCodec.checksumForm(
                message, format, trailed ? coveredByChecksum(length, message.length()) : length);
        if (form == null) {
            return new Dropped(DropReason.BAD_CHECKSUM);
        }
        refused = AdvertCodec.contentRefusal(message, format, length);
        return refused != null
                ? new Dropped(refused)
                : new Valid(AdvertCodec.read(message, format), form, trailed, clockOff);
    }

    private DropReason transportRefusal(Datagram packet) {
        if (packet.transport().equals(transport)) {
            return packet.length() < (header == null ? 0 : AuthenticationHeader.BYTES) ? DropReason.TRUNCATED : null;
        }
        boolean udp =
                transport.kind() == Transport.Kind.UDP || packet.transport().kind() == Transport.Kind.UDP;
        return udp ? DropReason.WRONG_TRANSPORT : DropReason.BAD_AUTH_TYPE;
    }

    private DropReason trailerRefusal(Datagram message, boolean trailed, int end, long realtime) {
        if (trailed) {
            return trailer.refusal(message, end, realtime);
        }
        return trailer != null && trailer.isDemanded() ? DropReason.MISSING_HMAC : null;
    }
}
