package org.vipagent.cloud.simulator.commands;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.vipagent.cloud.simulator.api.Owned;
import org.vipagent.cloud.simulator.tables.ZoneTables;

/** The kinds of things that can be tagged, as the API names them. */
enum TaggedTable {
    USER_VM("UserVm", tables -> tables.machines),
    NETWORK("Network", tables -> tables.networks),
    NIC("Nic", tables -> tables.nics),
    PUBLIC_IP_ADDRESS("PublicIpAddress", tables -> tables.publicIps),
    PORT_FORWARDING_RULE("PortForwardingRule", tables -> tables.forwards),
    FIREWALL_RULE("FirewallRule", tables -> tables.firewalls),
    LOAD_BALANCER("LoadBalancer", tables -> tables.balancers);

    private final String apiName;

    // Stateless functions, which the checker cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<ZoneTables, Map<String, ? extends Owned>> table;

    TaggedTable(String apiName, Function<ZoneTables, Map<String, ? extends Owned>> table) {
        this.apiName = apiName;
        this.table = table;
    }

    String apiName() {
        return apiName;
    }

    Map<String, ? extends Owned> of(ZoneTables tables) {
        return table.apply(tables);
    }

    static Optional<TaggedTable> named(String apiName) {
        for (TaggedTable candidate : values()) {
            if (candidate.apiName.equalsIgnoreCase(apiName)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
