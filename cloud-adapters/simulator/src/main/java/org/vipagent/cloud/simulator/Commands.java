package org.vipagent.cloud.simulator;

import java.util.SplittableRandom;

/** Leads each command to the one that carries it out. */
final class Commands {
    private final ApiDiscovery discovery;
    private final ListCommands lists;
    private final NicCommands nics;
    private final PublicIpCommands publicIps;
    private final FirewallCommands firewalls;
    private final ForwardCommands forwards;
    private final PowerCommands power;

    /** What the commands work on. */
    record Parts(ZoneTables tables, ZoneTiming timing, Faults faults, Jobs jobs) {}

    Commands(Parts parts, ZoneIdentity identity, String account, SplittableRandom random) {
        ZoneTables tables = parts.tables();
        Router router = new Router(tables, parts.timing(), parts.faults());
        MachineView machineView = new MachineView(tables, parts.faults(), identity, account);
        ZoneView zoneView = new ZoneView(identity, account);
        discovery = new ApiDiscovery(parts.faults());
        lists = new ListCommands(tables, zoneView, machineView, parts.jobs());
        nics = new NicCommands(tables, parts.faults(), machineView, random.split());
        publicIps = new PublicIpCommands(tables, router, zoneView);
        firewalls = new FirewallCommands(tables, router);
        forwards = new ForwardCommands(tables, firewalls, router, random.split());
        power = new PowerCommands(tables, parts.timing(), machineView, parts.jobs());
    }

    Reply run(Request request) {
        return switch (request.command()) {
            case LIST_APIS -> discovery.listApis(request);
            case LIST_ZONES -> lists.zones(request);
            case LIST_NETWORKS -> lists.networks(request);
            case LIST_VIRTUAL_MACHINES -> lists.machines(request);
            case LIST_NICS -> lists.nics(request);
            case ADD_IP_TO_NIC -> nics.addIpToNic(request);
            case REMOVE_IP_FROM_NIC -> nics.removeIpFromNic(request);
            case LIST_PUBLIC_IP_ADDRESSES -> publicIps.list(request);
            case ASSOCIATE_IP_ADDRESS -> publicIps.associate(request);
            case CREATE_PORT_FORWARDING_RULE -> forwards.create(request);
            case UPDATE_PORT_FORWARDING_RULE -> forwards.update(request);
            case DELETE_PORT_FORWARDING_RULE -> forwards.delete(request);
            case LIST_PORT_FORWARDING_RULES -> forwards.list(request);
            case ENABLE_STATIC_NAT -> publicIps.enableStaticNat(request);
            case DISABLE_STATIC_NAT -> publicIps.disableStaticNat(request);
            case CREATE_FIREWALL_RULE -> firewalls.create(request);
            case DELETE_FIREWALL_RULE -> firewalls.delete(request);
            case LIST_FIREWALL_RULES -> firewalls.list(request);
            case QUERY_ASYNC_JOB_RESULT -> lists.job(request);
            case LIST_ASYNC_JOBS -> lists.jobs(request);
            case STOP_VIRTUAL_MACHINE -> power.stop(request);
            case DESTROY_VIRTUAL_MACHINE -> power.destroy(request);
            case GET_API_LIMIT -> throw new IllegalStateException("answered by the zone itself");
        };
    }
}
