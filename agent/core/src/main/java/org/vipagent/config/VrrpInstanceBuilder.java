package org.vipagent.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/**
 * Collects what an instance says; each setter returns the builder. Every field starts with keepalived's default, or
 * ours where keepalived has none.
 */
public final class VrrpInstanceBuilder {
    private final String name;
    private final InterfaceName interfaceName;
    private final int virtualRouterId;
    private Optional<AddressFamily> family = Optional.empty();
    private int version = 2;
    private boolean stateMaster = false;
    private int priority = 100;
    private Duration advertInterval = Duration.ofSeconds(1);
    private boolean preempt = true;
    private Duration preemptDelay = Duration.ZERO;
    private int downTimerAdverts = 3;
    private List<VirtualAddress> virtualAddresses = List.of();
    private List<VirtualAddress> excludedAddresses = List.of();
    private Delivery delivery = Delivery.multicast();
    private Manners manners = Manners.defaults();
    private Authentication authentication = Authentication.none();
    private Optional<HmacAuthentication> hmac = Optional.empty();
    private OptionalInt udpPort = OptionalInt.empty();
    private GratuitousArp gratuitousArp = GratuitousArp.defaults();
    private boolean v3ChecksumAsV2 = false;
    private Optional<Duration> vipLifetime = Optional.empty();
    private Duration stopTimeout = Duration.ofSeconds(5);
    private ForeignVrid foreignVrid = ForeignVrid.DROP;
    private boolean trackPrimary = true;
    private Optional<Witness> witness = Optional.empty();
    private Optional<CloudFollowing> cloud = Optional.empty();
    private SourcePosition declaredAt = new SourcePosition("", 1, 1);

    VrrpInstanceBuilder(String name, InterfaceName interfaceName, int virtualRouterId) {
        this.name = name;
        this.interfaceName = interfaceName;
        this.virtualRouterId = virtualRouterId;
    }

    VrrpInstanceBuilder(VrrpInstance instance) {
        this(instance.name(), instance.interfaceName(), instance.virtualRouterId());
        this.family = Optional.of(instance.family());
        this.version = instance.version();
        this.stateMaster = instance.stateMaster();
        this.priority = instance.priority();
        this.advertInterval = instance.advertInterval();
        this.preempt = instance.preempt();
        this.preemptDelay = instance.preemptDelay();
        this.downTimerAdverts = instance.downTimerAdverts();
        this.virtualAddresses = instance.virtualAddresses();
        this.excludedAddresses = instance.excludedAddresses();
        this.delivery = instance.delivery();
        this.manners = instance.manners();
        this.authentication = instance.authentication();
        this.hmac = instance.hmac();
        this.udpPort = instance.udpPort();
        this.gratuitousArp = instance.gratuitousArp();
        this.v3ChecksumAsV2 = instance.v3ChecksumAsV2();
        this.vipLifetime = instance.vipLifetime();
        this.stopTimeout = instance.stopTimeout();
        this.foreignVrid = instance.foreignVrid();
        this.trackPrimary = instance.trackPrimary();
        this.witness = instance.witness();
        this.cloud = instance.cloud();
        this.declaredAt = instance.declaredAt();
    }

    /** Where there is no virtual address to tell it. */
    public VrrpInstanceBuilder family(AddressFamily value) {
        this.family = Optional.of(value);
        return this;
    }

    public VrrpInstanceBuilder version(int value) {
        this.version = value;
        return this;
    }

    public VrrpInstanceBuilder stateMaster(boolean value) {
        this.stateMaster = value;
        return this;
    }

    public VrrpInstanceBuilder priority(int value) {
        this.priority = value;
        return this;
    }

    public VrrpInstanceBuilder advertInterval(Duration value) {
        this.advertInterval = value;
        return this;
    }

    public VrrpInstanceBuilder preempt(boolean value) {
        this.preempt = value;
        return this;
    }

    public VrrpInstanceBuilder preemptDelay(Duration value) {
        this.preemptDelay = value;
        return this;
    }

    public VrrpInstanceBuilder downTimerAdverts(int value) {
        this.downTimerAdverts = value;
        return this;
    }

    public VrrpInstanceBuilder virtualAddresses(List<VirtualAddress> value) {
        this.virtualAddresses = value;
        return this;
    }

    public VrrpInstanceBuilder excludedAddresses(List<VirtualAddress> value) {
        this.excludedAddresses = value;
        return this;
    }

    public VrrpInstanceBuilder delivery(Delivery value) {
        this.delivery = value;
        return this;
    }

    /** Adverts go to these peers; the rest of the delivery is as by default. */
    public VrrpInstanceBuilder unicastPeers(List<IpAddress> value) {
        return delivery(Delivery.toPeers(value.stream().map(Peer::of).toList()));
    }

    public VrrpInstanceBuilder manners(Manners value) {
        this.manners = value;
        return this;
    }

    public VrrpInstanceBuilder authentication(Authentication value) {
        this.authentication = value;
        return this;
    }

    public VrrpInstanceBuilder hmac(HmacAuthentication value) {
        this.hmac = Optional.of(value);
        return this;
    }

    public VrrpInstanceBuilder udpPort(OptionalInt value) {
        this.udpPort = value;
        return this;
    }

    public VrrpInstanceBuilder gratuitousArp(GratuitousArp value) {
        this.gratuitousArp = value;
        return this;
    }

    public VrrpInstanceBuilder v3ChecksumAsV2(boolean value) {
        this.v3ChecksumAsV2 = value;
        return this;
    }

    public VrrpInstanceBuilder vipLifetime(Duration value) {
        this.vipLifetime = Optional.of(value);
        return this;
    }

    public VrrpInstanceBuilder stopTimeout(Duration value) {
        this.stopTimeout = value;
        return this;
    }

    public VrrpInstanceBuilder foreignVrid(ForeignVrid value) {
        this.foreignVrid = value;
        return this;
    }

    public VrrpInstanceBuilder trackPrimary(boolean value) {
        this.trackPrimary = value;
        return this;
    }

    public VrrpInstanceBuilder witness(Witness value) {
        this.witness = Optional.of(value);
        return this;
    }

    public VrrpInstanceBuilder cloud(CloudFollowing value) {
        this.cloud = Optional.of(value);
        return this;
    }

    /** Nothing in a cloud follows the master. */
    public VrrpInstanceBuilder withoutCloud() {
        this.cloud = Optional.empty();
        return this;
    }

    public VrrpInstanceBuilder declaredAt(SourcePosition value) {
        this.declaredAt = value;
        return this;
    }

    /** The instance as collected so far. */
    public VrrpInstance build() {
        return new VrrpInstance(
                name,
                interfaceName,
                virtualRouterId,
                family(),
                version,
                stateMaster,
                priority,
                advertInterval,
                preempt,
                preemptDelay,
                downTimerAdverts,
                virtualAddresses,
                excludedAddresses,
                delivery,
                manners,
                authentication,
                hmac,
                udpPort,
                gratuitousArp,
                v3ChecksumAsV2,
                vipLifetime,
                stopTimeout,
                foreignVrid,
                trackPrimary,
                witness,
                cloud,
                declaredAt);
    }

    private AddressFamily family() {
        AddressFamily ofAddresses = virtualAddresses.isEmpty()
                ? AddressFamily.INET
                : virtualAddresses.get(0).ip().family();
        return family.orElse(ofAddresses);
    }
}
