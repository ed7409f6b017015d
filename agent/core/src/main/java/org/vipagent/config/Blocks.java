package org.vipagent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.vipagent.cloud.Claim;

/** What a reload compares in each kind of block. */
final class Blocks {
    /** What makes an instance another one. */
    static final Settings<VrrpInstance> IDENTITY = new Settings<VrrpInstance>()
            .value("interface", VrrpInstance::interfaceName)
            .value("family", i -> Values.name(i.family()))
            .value("virtual_router_id", VrrpInstance::virtualRouterId);

    /** What an instance takes over while it goes on. */
    static final Settings<VrrpInstance> INSTANCE = new Settings<VrrpInstance>()
            .value("name", VrrpInstance::name)
            .value("version", VrrpInstance::version)
            .value("state MASTER", VrrpInstance::stateMaster)
            .value("priority", VrrpInstance::priority)
            .value("advert_int", VrrpInstance::advertInterval)
            .value("preempt", VrrpInstance::preempt)
            .value("preempt_delay", VrrpInstance::preemptDelay)
            .value("down_timer_adverts", VrrpInstance::downTimerAdverts)
            .list("virtual_ipaddress", i -> words(i.virtualAddresses()))
            .list("virtual_ipaddress_excluded", i -> words(i.excludedAddresses()))
            .value("unicast_src_ip or mcast_src_ip", i -> i.delivery().sourceAddress())
            .list("unicast_peer", i -> words(i.delivery().peers()))
            .value("unicast_ttl", i -> i.delivery().unicastTtl())
            .value("check_unicast_src", i -> i.delivery().checkSource())
            .value("unicast_fault_no_peer", i -> i.delivery().faultWithoutPeers())
            .value("old_unicast_checksum", i -> i.delivery().oldChecksum())
            .unnamed("answers to other priorities", VrrpInstance::manners)
            .unnamed("authentication", VrrpInstance::authentication)
            .unnamed("auth_hmac", VrrpInstance::hmac)
            .value(
                    "transport",
                    i -> i.udpPort().isPresent() ? "udp " + i.udpPort().getAsInt() : "vrrp")
            .unnamed("garp settings", VrrpInstance::gratuitousArp)
            .value("v3_checksum_as_v2", VrrpInstance::v3ChecksumAsV2)
            .value("vip_lifetime", VrrpInstance::vipLifetime)
            .value("stop_timeout", VrrpInstance::stopTimeout)
            .value("foreign_vrid", VrrpInstance::foreignVrid)
            .value("tracking of the own interface", VrrpInstance::trackPrimary)
            .list("witness", i -> words(i.witness()))
            .value("cloud", i -> i.cloud().map(CloudFollowing::provider))
            .list("cloud claims", i -> cloud(i, c -> words(c.claims())))
            .list("cloud peers", i -> cloud(i, CloudFollowing::peers))
            .list("cloud follow", i -> cloud(i, Blocks::manner))
            .list("cloud witness", i -> cloud(i, c -> words(c.witness())));

    /** What makes an adapter another one. */
    static final Settings<CloudProvider> PROVIDER = new Settings<CloudProvider>()
            .value("type", CloudProvider::type)
            .value("profile", CloudProvider::profile)
            .value("endpoint", CloudProvider::endpoint)
            .unnamed("owner", CloudProvider::owner)
            .unnamed("place of the credentials", CloudProvider::credentials)
            .value("signature_version", CloudProvider::signatureVersion)
            .value("ca_file", CloudProvider::caFile)
            .value("proxy", CloudProvider::proxy)
            .value("connect_timeout", CloudProvider::connectTimeout)
            .value("request_timeout", CloudProvider::requestTimeout)
            .value("job_timeout", CloudProvider::jobTimeout)
            .value("max_requests_per_second", CloudProvider::maxRequestsPerSecond)
            .value("virtual_machine", CloudProvider::virtualMachine);

    /** What the process has done once, at its start. */
    static final Settings<ProcessPriority> AT_START = new Settings<ProcessPriority>()
            .value("vrrp_rt_priority", ProcessPriority::realTime)
            .value("vrrp_priority", ProcessPriority::nice)
            .value("vrrp_rlimit_rttime", ProcessPriority::realTimeLimit)
            .value("max_auto_priority", ProcessPriority::highestAutomatic)
            .value("min_auto_priority_delay", ProcessPriority::automaticAfter)
            .value("vrrp_no_swap", ProcessPriority::memoryLockDemanded);

    /** What is left of the global settings: the others are defaults, and differ in the instances. */
    record Global(Object startupDelay, Object delayAfterBoot, boolean logUnknownVrids) {}

    static final Settings<Global> TAKEN_OVER = new Settings<Global>()
            .value("vrrp_startup_delay (of instances that start from now on)", Global::startupDelay)
            .value("vrrp_delay_after_boot (of instances that start from now on)", Global::delayAfterBoot)
            .value("log_unknown_vrids", Global::logUnknownVrids);

    private Blocks() {}

    static Global takenOver(GlobalDefinitions global) {
        return new Global(global.startupDelay(), global.delayAfterBoot(), global.logUnknownVrids());
    }

    private static List<String> cloud(VrrpInstance instance, Function<CloudFollowing, List<String>> entries) {
        return instance.cloud().map(entries).orElse(List.of());
    }

    private static List<String> manner(CloudFollowing cloud) {
        return List.of(
                "follow " + cloud.follow().name().toLowerCase(Locale.ROOT),
                "settle " + cloud.settle().toSeconds(),
                "recheck " + cloud.recheck().toSeconds());
    }

    private static List<String> words(Optional<Witness> witness) {
        List<String> words = new ArrayList<>();
        witness.filter(Witness::gateway).ifPresent(w -> words.add("gateway"));
        witness.ifPresent(w -> w.addresses().forEach(address -> words.add(address.toString())));
        return words;
    }

    private static List<String> words(List<?> entries) {
        return entries.stream().map(Blocks::word).toList();
    }

    private static String word(Object entry) {
        if (entry instanceof VirtualAddress address) {
            return address.address() + " dev " + address.device()
                    + address.label().map(l -> " label " + l).orElse("");
        }
        if (entry instanceof Peer peer) {
            return peer.address().toString();
        }
        return entry instanceof Claim claim ? claim.describe() : entry.toString();
    }
}
