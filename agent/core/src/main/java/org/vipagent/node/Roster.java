package org.vipagent.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.vrrp.RouterKey;

/**
 * The instances of a node, found by what its inputs call them, and when each is due. A reload exchanges it as a whole.
 */
final class Roster {
    private static final int VRIDS = 256;
    private static final Instance[] NONE = {};

    private final List<Instance> configured;
    private final List<Instance> all;
    private final Map<String, Instance> byName = new HashMap<>();
    private final Map<Place, Instance> byPlace = new HashMap<>();
    private final Map<InterfaceName, Instance[]> byDevice = new HashMap<>();
    private final DeadlineQueue deadlines;

    /**
     * Exchanges nothing in the instances but their place.
     *
     * @param configured in the order of the file
     * @param leaving those that a reload has removed and that have not given everything back yet
     */
    Roster(List<Instance> configured, List<Instance> leaving) {
        this.configured = List.copyOf(configured);
        List<Instance> both = new ArrayList<>(configured);
        both.addAll(leaving);
        this.all = List.copyOf(both);
        this.deadlines = new DeadlineQueue(all.size());
        // Whoever is configured goes before who leaves: only packets of its own router concern the latter.
        leaving.forEach(this::seat);
        configured.forEach(this::seat);
        for (Instance instance : configured) {
            byName.put(instance.config().name(), instance);
            instance.config().addresses().forEach(a -> byPlace.put(Place.of(a), instance));
        }
        for (int i = 0; i < all.size(); i++) {
            all.get(i).seatedAt(i);
            deadlines.set(i, all.get(i).nextDeadline());
        }
    }

    private void seat(Instance instance) {
        RouterKey key = instance.config().router().key();
        byDevice.computeIfAbsent(key.interfaceName(), d -> new Instance[2 * VRIDS])[slot(key.family(), key.vrid())] =
                instance;
    }

    private static int slot(AddressFamily family, int vrid) {
        return family == AddressFamily.INET ? vrid : VRIDS + vrid;
    }

    /** Those of the file, in its order, and behind them those that are leaving. */
    List<Instance> all() {
        return all;
    }

    /** Those of the file, in its order. */
    List<Instance> configured() {
        return configured;
    }

    /** Those that the file does not have any more. */
    List<Instance> leaving() {
        return all.subList(configured.size(), all.size());
    }

    /** The one of that name; null if there is none. */
    Instance named(String name) {
        return byName.get(name);
    }

    /** Whose virtual address that is; null if it is none. */
    Instance holderOf(Place place) {
        return byPlace.get(place);
    }

    /**
     * Whose packets those are; null if nobody's.
     *
     * @param vrid 0 to 255; negative: too short a packet to have one
     */
    Instance router(InterfaceName device, AddressFamily family, int vrid) {
        Instance[] routers = byDevice.get(device);
        return routers == null || vrid < 0 ? null : routers[slot(family, vrid)];
    }

    /** All that advertise by it, with gaps. */
    Instance[] on(InterfaceName device) {
        return byDevice.getOrDefault(device, NONE);
    }

    /** Whether any instance advertises by it. */
    boolean uses(InterfaceName device) {
        return byDevice.containsKey(device);
    }

    /** What the instances are heard on. */
    Set<Channel> channels() {
        Set<Channel> channels = new HashSet<>();
        all.forEach(instance -> channels.add(Channel.of(instance.config().router())));
        return channels;
    }

    /** All addresses of the file. */
    List<ManagedAddress> addresses() {
        List<ManagedAddress> addresses = new ArrayList<>();
        configured.forEach(instance -> addresses.addAll(instance.config().addresses()));
        return addresses;
    }

    /** Its deadline may be another one now. */
    void touched(Instance instance) {
        deadlines.set(instance.seat(), instance.nextDeadline());
    }

    long earliestAt() {
        return deadlines.earliestAt();
    }

    /** Whose deadline comes first; only to be asked when there is one. */
    Instance earliest() {
        return all.get(deadlines.earliest());
    }

    /** The same without those that have left; empty while none has. */
    Optional<Roster> withoutTheGone() {
        List<Instance> stay =
                leaving().stream().filter(instance -> !instance.isStopped()).toList();
        return stay.size() == leaving().size() ? Optional.empty() : Optional.of(new Roster(configured, stay));
    }
}
