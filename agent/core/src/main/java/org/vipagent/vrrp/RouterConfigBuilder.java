package org.vipagent.vrrp;

import java.util.List;
import java.util.Optional;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.wire.Authentication;
import org.vipagent.vrrp.wire.Hmac;
import org.vipagent.vrrp.wire.OldUnicastChecksum;
import org.vipagent.vrrp.wire.Transport;

/** Collects a {@link RouterConfig}; what is not said keeps its default. Not safe for use by several threads. */
public final class RouterConfigBuilder {
    private static final long SECOND = 1_000_000_000L;

    private final String name;
    private final RouterKey key;
    private int version = 2;
    private int priority = 100;
    private long advertIntervalNanos = SECOND;
    private boolean preempt = true;
    private long preemptDelayNanos = 0;
    private int downTimerAdverts = 3;
    private List<IpAddress> virtualAddresses = List.of();
    private List<UnicastPeer> unicastPeers = List.of();
    private boolean checkUnicastSource = false;
    private Authentication authentication = Authentication.none();
    private Optional<Hmac> hmac = Optional.empty();
    private Transport transport = Transport.VRRP;
    private boolean v3ChecksumAsV2 = false;
    private OldUnicastChecksum oldUnicastChecksum = OldUnicastChecksum.ACCEPT;
    private PeerManners manners = PeerManners.DEFAULTS;
    private boolean startAsMaster = false;
    private AnnouncePolicy announce = AnnouncePolicy.DEFAULTS;
    private ForeignVrid foreignVrid = ForeignVrid.DROP;
    private long stopTimeoutNanos = 5 * SECOND;
    private long startupDelayNanos = 0;

    RouterConfigBuilder(String name, RouterKey key) {
        this.name = name;
        this.key = key;
    }

    RouterConfigBuilder(RouterConfig config) {
        this(config.name(), config.key());
        this.version = config.version();
        this.priority = config.priority();
        this.advertIntervalNanos = config.advertIntervalNanos();
        this.preempt = config.preempt();
        this.preemptDelayNanos = config.preemptDelayNanos();
        this.downTimerAdverts = config.downTimerAdverts();
        this.virtualAddresses = config.virtualAddresses();
        this.unicastPeers = config.unicastPeers();
        this.checkUnicastSource = config.checkUnicastSource();
        this.authentication = config.authentication();
        this.hmac = config.hmac();
        this.transport = config.transport();
        this.v3ChecksumAsV2 = config.v3ChecksumAsV2();
        this.oldUnicastChecksum = config.oldUnicastChecksum();
        this.manners = config.manners();
        this.startAsMaster = config.startAsMaster();
        this.announce = config.announce();
        this.foreignVrid = config.foreignVrid();
        this.stopTimeoutNanos = config.stopTimeoutNanos();
        this.startupDelayNanos = config.startupDelayNanos();
    }

    public RouterConfigBuilder version(int version) {
        this.version = version;
        return this;
    }

    public RouterConfigBuilder priority(int priority) {
        this.priority = priority;
        return this;
    }

    public RouterConfigBuilder advertIntervalNanos(long advertIntervalNanos) {
        this.advertIntervalNanos = advertIntervalNanos;
        return this;
    }

    public RouterConfigBuilder preempt(boolean preempt) {
        this.preempt = preempt;
        return this;
    }

    public RouterConfigBuilder preemptDelayNanos(long preemptDelayNanos) {
        this.preemptDelayNanos = preemptDelayNanos;
        return this;
    }

    public RouterConfigBuilder downTimerAdverts(int downTimerAdverts) {
        this.downTimerAdverts = downTimerAdverts;
        return this;
    }

    public RouterConfigBuilder virtualAddresses(List<IpAddress> virtualAddresses) {
        this.virtualAddresses = virtualAddresses;
        return this;
    }

    public RouterConfigBuilder unicastPeers(List<UnicastPeer> unicastPeers) {
        this.unicastPeers = unicastPeers;
        return this;
    }

    public RouterConfigBuilder hmac(Optional<Hmac> hmac) {
        this.hmac = hmac;
        return this;
    }

    public RouterConfigBuilder transport(Transport transport) {
        this.transport = transport;
        return this;
    }

    public RouterConfigBuilder oldUnicastChecksum(OldUnicastChecksum oldUnicastChecksum) {
        this.oldUnicastChecksum = oldUnicastChecksum;
        return this;
    }

    public RouterConfigBuilder manners(PeerManners manners) {
        this.manners = manners;
        return this;
    }

    public RouterConfigBuilder checkUnicastSource(boolean checkUnicastSource) {
        this.checkUnicastSource = checkUnicastSource;
        return this;
    }

    /** An authentication header is a transport too, which is set here. */
    public RouterConfigBuilder authentication(Authentication authentication) {
        if (authentication.isHeader() != this.authentication.isHeader()) {
            transport = authentication.isHeader() ? Transport.AUTHENTICATION_HEADER : Transport.VRRP;
        }
        this.authentication = authentication;
        return this;
    }

    public RouterConfigBuilder v3ChecksumAsV2(boolean v3ChecksumAsV2) {
        this.v3ChecksumAsV2 = v3ChecksumAsV2;
        return this;
    }

    public RouterConfigBuilder startAsMaster(boolean startAsMaster) {
        this.startAsMaster = startAsMaster;
        return this;
    }

    public RouterConfigBuilder announce(AnnouncePolicy announce) {
        this.announce = announce;
        return this;
    }

    public RouterConfigBuilder foreignVrid(ForeignVrid foreignVrid) {
        this.foreignVrid = foreignVrid;
        return this;
    }

    public RouterConfigBuilder stopTimeoutNanos(long stopTimeoutNanos) {
        this.stopTimeoutNanos = stopTimeoutNanos;
        return this;
    }

    public RouterConfigBuilder startupDelayNanos(long startupDelayNanos) {
        this.startupDelayNanos = startupDelayNanos;
        return this;
    }

    /**
     * The configuration.
     *
     * @throws IllegalArgumentException if a value is outside what {@link RouterConfig} allows
     */
    public RouterConfig build() {
        return new RouterConfig(
                name,
                key,
                version,
                priority,
                advertIntervalNanos,
                preempt,
                preemptDelayNanos,
                downTimerAdverts,
                virtualAddresses,
                unicastPeers,
                checkUnicastSource,
                authentication,
                hmac,
                transport,
                v3ChecksumAsV2,
                oldUnicastChecksum,
                manners,
                startAsMaster,
                announce,
                foreignVrid,
                stopTimeoutNanos,
                startupDelayNanos);
    }
}
