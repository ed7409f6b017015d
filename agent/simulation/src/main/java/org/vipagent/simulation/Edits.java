package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.VirtualAddress;
import org.vipagent.config.VrrpInstance;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterConfig;

/**
 * What an operator changes in the file of a node that runs. The order of the nodes' priorities stays as it is: whatever
 * else goes wrong, nobody may notice such a reload but by the address that comes or goes.
 */
final class Edits {
    private static final int LAST_BYTE_OF_EXTRAS = 200;
    private static final int WHOLE_ADDRESS = 32;
    /** Far less than what lies between two nodes. */
    private static final int MOST_STEPS = 10;

    private final Site site;
    private final Dice dice;

    /**
     * A file as it is after an edit.
     *
     * @param oneMore whether each instance has an address more than at the start
     * @param otherKeys whether the cloud's adapter is made anew
     */
    record Edited(AgentConfig config, boolean oneMore, boolean otherKeys) {}

    private enum Kind {
        NOTHING,
        PRIORITY,
        ADDRESS,
        KEYS,
        ALL
    }

    Edits(Site site, Dice dice) {
        this.site = site;
        this.dice = dice;
    }

    /** The address that an instance may have besides. */
    static IpAddress extra(int instance) {
        return IpAddress.of(new byte[] {10, 5, 0, (byte) (LAST_BYTE_OF_EXTRAS + instance)});
    }

    /** The file as it was at the start. */
    Edited original(Seat seat) {
        return new Edited(site.configs().get(seat.index()), false, false);
    }

    Edited drawn(Seat seat) {
        Kind kind = dice.oneOf(List.of(Kind.values()));
        boolean all = kind == Kind.ALL;
        int steps = kind == Kind.PRIORITY || all ? (int) dice.between(-MOST_STEPS, MOST_STEPS) : 0;
        boolean oneMore = kind == Kind.ADDRESS || all;
        AgentConfig was = site.configs().get(seat.index());
        List<VrrpInstance> instances = new ArrayList<>();
        for (int i = 0; i < was.vrrpInstances().size(); i++) {
            instances.add(edited(was.vrrpInstances().get(i), steps, oneMore, i));
        }
        AgentConfig now = new AgentConfig(was.global(), was.cloudProviders(), instances);
        return new Edited(now, oneMore, kind == Kind.KEYS || all);
    }

    private VrrpInstance edited(VrrpInstance was, int steps, boolean oneMore, int instance) {
        // Where nodes are tied a step would end the tie, and an owner is no owner with any other priority.
        boolean fixed =
                was.priority() == RouterConfig.OWNER || site.options().cluster().has(WorldOptions.Oddity.TIED);
        VirtualAddress extra = VirtualAddress.of(new Cidr(extra(instance), WHOLE_ADDRESS), was.interfaceName());
        return was.toBuilder()
                .priority(fixed ? was.priority() : was.priority() + steps)
                .excludedAddresses(oneMore ? List.of(extra) : List.of())
                .build();
    }
}
