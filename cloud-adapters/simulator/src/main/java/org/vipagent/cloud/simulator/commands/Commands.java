package org.vipagent.cloud.simulator.commands;

import java.util.List;
import java.util.SplittableRandom;
import org.vipagent.cloud.simulator.Faults;
import org.vipagent.cloud.simulator.Habits;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.cloud.simulator.api.Command;
import org.vipagent.cloud.simulator.api.Parameter;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.cloud.simulator.jobs.Jobs;
import org.vipagent.cloud.simulator.jobs.Reply;
import org.vipagent.cloud.simulator.tables.ZoneIdentity;
import org.vipagent.cloud.simulator.tables.ZoneTables;

/** Leads each command to the one that carries it out. */
public final class Commands {
    private final ApiDiscovery discovery;
    private final ListCommands lists;
    private final NicCommands nics;
    private final PublicIpCommands publicIps;
    private final FirewallCommands firewalls;
    private final ForwardCommands forwards;
    private final BalancerCommands balancers;
    private final TagCommands tags;
    private final PowerCommands power;
    private final ServerCommands server;

    /** What the commands work on. */
    public record Parts(ZoneTables tables, ZoneTiming timing, Faults faults, Jobs jobs) {}

    public Commands(Parts parts, ZoneIdentity identity, SplittableRandom random) {
        ZoneTables tables = parts.tables();
        Habits habits = parts.faults().habits();
        Router router = new Router(tables, parts.timing(), parts.faults());
        MachineView machineView = new MachineView(tables, habits, identity);
        ZoneView zoneView = new ZoneView(identity, tables);
        SplittableRandom addresses = random.split();
        SplittableRandom updates = random.split();
        Race race = new Race(habits, random.split());
        discovery = new ApiDiscovery(habits);
        lists = new ListCommands(tables, zoneView, machineView, habits);
        nics = new NicCommands(tables, parts.timing(), race, machineView, addresses);
        publicIps = new PublicIpCommands(tables, router, zoneView, habits);
        firewalls = new FirewallCommands(tables, router, habits);
        ForwardJobs forwardJobs = new ForwardJobs(tables, router, updates);
        forwards = new ForwardCommands(tables, firewalls, forwardJobs, habits, race);
        balancers = new BalancerCommands(tables, router, habits, forwards, machineView);
        tags = new TagCommands(tables, habits);
        power = new PowerCommands(tables, parts.timing(), machineView, parts.jobs());
        server = new ServerCommands(tables, habits, parts.jobs(), zoneView);
    }

    /** The parameters of which a missing or malformed one is refused before the command sees it. */
    public List<Parameter> checkedParametersOf(Command command) {
        return discovery.checkedParametersOf(command);
    }

    public Reply run(Request request) {
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
            case QUERY_ASYNC_JOB_RESULT -> server.job(request);
            case LIST_ASYNC_JOBS -> server.jobs(request);
            case DISASSOCIATE_IP_ADDRESS -> publicIps.disassociate(request);
            case CREATE_LOAD_BALANCER_RULE -> balancers.create(request);
            case DELETE_LOAD_BALANCER_RULE -> balancers.delete(request);
            case ASSIGN_TO_LOAD_BALANCER_RULE -> balancers.assign(request);
            case REMOVE_FROM_LOAD_BALANCER_RULE -> balancers.remove(request);
            case LIST_LOAD_BALANCER_RULES -> balancers.list(request);
            case LIST_LOAD_BALANCER_RULE_INSTANCES -> balancers.listInstances(request);
            case CREATE_TAGS -> tags.create(request);
            case DELETE_TAGS -> tags.delete(request);
            case LIST_TAGS -> tags.list(request);
            case LIST_EVENTS -> server.events(request);
            case LIST_PROJECTS -> server.projects(request);
            case LIST_CAPABILITIES -> server.capabilities();
            case START_VIRTUAL_MACHINE -> power.start(request);
            case STOP_VIRTUAL_MACHINE -> power.stop(request);
            case DESTROY_VIRTUAL_MACHINE -> power.destroy(request);
            case GET_API_LIMIT -> throw new IllegalStateException("answered by the zone itself");
        };
    }
}
