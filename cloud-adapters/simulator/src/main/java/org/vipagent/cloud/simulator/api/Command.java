package org.vipagent.cloud.simulator.api;

import static org.vipagent.cloud.simulator.api.CommandSpec.async;
import static org.vipagent.cloud.simulator.api.CommandSpec.sync;
import static org.vipagent.cloud.simulator.api.Parameter.flag;
import static org.vipagent.cloud.simulator.api.Parameter.id;
import static org.vipagent.cloud.simulator.api.Parameter.number;
import static org.vipagent.cloud.simulator.api.Parameter.requiredId;
import static org.vipagent.cloud.simulator.api.Parameter.requiredNumber;
import static org.vipagent.cloud.simulator.api.Parameter.requiredText;
import static org.vipagent.cloud.simulator.api.Parameter.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The commands that the zone knows. Names are case-sensitive, as on the real server. */
public enum Command {
    LIST_APIS(sync(
                    "listApis",
                    "ApiDiscovery",
                    "lists all available apis on the server, provided by the Api Discovery plugin")
            .takes(text("name", "API name"))
            .returns("name", "description", "isasync", "params", "response")),
    LIST_ZONES(sync("listZones", "Zone", "Lists zones")
            .takes(id("id", "the ID of the zone"), text("name", "the name of the zone"))
            .listing()
            .returns("id", "name", "networktype")),
    LIST_NETWORKS(sync("listNetworks", "Network", "Lists all available networks.")
            .takes(
                    id("id", "list networks by id"),
                    text("type", "the type of the network. Supported values are: Isolated and Shared"),
                    id("vpcid", "List networks by VPC"),
                    id("zoneid", "the Zone ID of the network"))
            .listing()
            .returns("id", "name", "cidr", "gateway", "type", "vpcid")),
    LIST_VIRTUAL_MACHINES(
            sync("listVirtualMachines", "VirtualMachine", "List the virtual machines owned by the account.")
                    .takes(
                            id("id", "the ID of the virtual machine"),
                            text("ids", "the IDs of the virtual machines, mutually exclusive with id"),
                            text("name", "name of the virtual machine"),
                            id("networkid", "list by network id"),
                            Parameter.list("details", "comma separated list of host details requested"),
                            text("state", "state of the virtual machine"))
                    .listing()
                    .returns("id", "name", "displayname", "state", "nic")),
    LIST_NICS(sync("listNics", "Nic", "list the vm nics IP to NIC")
            .takes(
                    id("nicid", "the ID of the nic to to list IPs"),
                    requiredId("virtualmachineid", "the ID of the vm"),
                    id("networkid", "list nic of the specific vm's network"))
            .returns("id", "networkid", "ipaddress", "macaddress", "secondaryip", "virtualmachineid")),
    ADD_IP_TO_NIC(async("addIpToNic", "Nic", "Assigns secondary IP to NIC")
            .by("user.vm.AddIpToVmNicCmd")
            .records("NIC.SECONDARY.IP.ASSIGN", "assigning secondary ip to nic", "")
            .takes(
                    text("ipaddress", "Secondary IP Address"),
                    requiredId("nicid", "the ID of the nic to which you want to assign private IP"))
            .returns("id", "ipaddress", "networkid", "virtualmachineid", "nicid")),
    REMOVE_IP_FROM_NIC(async("removeIpFromNic", "Nic", "Removes secondary IP from the NIC.")
            .by("user.vm.RemoveIpFromVmNicCmd")
            .records("NIC.SECONDARY.IP.UNASSIGN", "", "removing secondary ip from nic")
            .takes(requiredId("id", "the ID of the secondary ip address to nic"))),
    LIST_PUBLIC_IP_ADDRESSES(sync("listPublicIpAddresses", "PublicIPAddress", "Lists all public ip addresses")
            .takes(
                    id("id", "lists ip address by id"),
                    text("ipaddress", "lists the specified IP address"),
                    id("associatednetworkid", "lists all public IP addresses associated to the network specified"),
                    id("vpcid", "List IPs belonging to the VPC"))
            .listing()
            .returns("id", "ipaddress", "isstaticnat", "virtualmachineid", "vmipaddress", "associatednetworkid")),
    ASSOCIATE_IP_ADDRESS(
            async("associateIpAddress", "PublicIPAddress", "Acquires and associates a public IP to an account.")
                    .by("user.address.AssociateIPAddrCmd")
                    .records("NET.IPASSIGN", "allocating Ip", "associating Ip")
                    .takes(
                            id("networkid", "The network this IP address should be associated to."),
                            id("vpcid", "the VPC you want the IP address to be associated with"))
                    .returns("id", "ipaddress", "associatednetworkid", "state")),
    CREATE_PORT_FORWARDING_RULE(async("createPortForwardingRule", "Firewall", "Creates a port forwarding rule")
            .by("user.firewall.CreatePortForwardingRuleCmd")
            .records("NET.RULEADD", "creating forwarding rule", "applying port forwarding rule")
            .takes(
                    requiredId("ipaddressid", "the IP address id of the port forwarding rule"),
                    requiredNumber("privateport", "the starting port of port forwarding rule's private port range"),
                    requiredText("protocol", "the protocol for the port forwarding rule. Valid values are TCP or UDP."),
                    number("privateendport", "the ending port of port forwarding rule's private port range"),
                    requiredNumber("publicport", "the starting port of port forwarding rule's public port range"),
                    number("publicendport", "the ending port of port forwarding rule's private port range"),
                    requiredId("virtualmachineid", "the ID of the virtual machine for the port forwarding rule"),
                    flag("openfirewall", "if true, firewall rule for source/end public port is automatically created"),
                    id("networkid", "the network of the virtual machine the port forwarding rule will be created for."),
                    text("vmguestip", "VM guest nic secondary IP address for the port forwarding rule"))
            .returns(
                    "id",
                    "ipaddressid",
                    "privateport",
                    "publicport",
                    "protocol",
                    "state",
                    "virtualmachineid",
                    "vmguestip")),
    UPDATE_PORT_FORWARDING_RULE(async("updatePortForwardingRule", "Firewall", "Updates a port forwarding rule.")
            .by("user.firewall.UpdatePortForwardingRuleCmd")
            .records("NET.RULEMODIFY", "", "updating forwarding rule")
            .takes(
                    requiredId("id", "the ID of the port forwarding rule"),
                    number("privateport", "the private port of the port forwarding rule"),
                    id("virtualmachineid", "the ID of the virtual machine for the port forwarding rule"),
                    text("vmguestip", "VM guest nic Secondary ip address for the port forwarding rule"))
            .returns(
                    "id",
                    "ipaddressid",
                    "privateport",
                    "publicport",
                    "protocol",
                    "state",
                    "virtualmachineid",
                    "vmguestip")),
    DELETE_PORT_FORWARDING_RULE(async("deletePortForwardingRule", "Firewall", "Deletes a port forwarding rule")
            .by("user.firewall.DeletePortForwardingRuleCmd")
            .records("NET.RULEDELETE", "", "revoking forwarding rule")
            .takes(requiredId("id", "the ID of the port forwarding rule"))),
    LIST_PORT_FORWARDING_RULES(
            sync("listPortForwardingRules", "Firewall", "Lists all port forwarding rules for an IP address.")
                    .takes(
                            id("id", "Lists rule with the specified ID."),
                            id("ipaddressid", "the ID of IP address of the port forwarding services"),
                            id("networkid", "list port forwarding rules for certain network"))
                    .listing()
                    .returns(
                            "id",
                            "ipaddressid",
                            "privateport",
                            "publicport",
                            "protocol",
                            "state",
                            "virtualmachineid",
                            "vmguestip")),
    ENABLE_STATIC_NAT(sync("enableStaticNat", "NAT", "Enables static NAT for given IP address")
            .records("STATICNAT.ENABLE", "", "enabling static nat")
            .takes(
                    requiredId("virtualmachineid", "the ID of the virtual machine for enabling static NAT feature"),
                    text("vmguestip", "VM guest NIC secondary IP address for the port forwarding rule"),
                    requiredId("ipaddressid", "the public IP address ID for which static NAT feature is being enabled"),
                    id(
                            "networkid",
                            "The network of the VM the static NAT will be enabled for. Required when public IP address is"
                                    + " not associated with any guest network yet (VPC case)"))),
    DISABLE_STATIC_NAT(async("disableStaticNat", "NAT", "Disables static rule for given IP address")
            .by("user.nat.DisableStaticNatCmd")
            .records("STATICNAT.DISABLE", "", "disabling static nat")
            .takes(requiredId(
                    "ipaddressid", "the public IP address ID for which static NAT feature is being disabled"))),
    CREATE_FIREWALL_RULE(async("createFirewallRule", "Firewall", "Creates a firewall rule for a given ip address")
            .by("user.firewall.CreateFirewallRuleCmd")
            .records("FIREWALL.OPEN", "creating firewall rule", "creating firewall rule")
            .takes(
                    requiredId("ipaddressid", "the IP address id of the port forwarding rule"),
                    requiredText("protocol", "the protocol for the firewall rule. Valid values are TCP/UDP/ICMP."),
                    number("startport", "the starting port of firewall rule"),
                    number("endport", "the ending port of firewall rule"),
                    Parameter.list("cidrlist", "the CIDR list to forward traffic from"))
            .returns("id", "ipaddressid", "protocol", "startport", "endport", "cidrlist", "state")),
    DELETE_FIREWALL_RULE(async("deleteFirewallRule", "Firewall", "Deletes a firewall rule")
            .by("user.firewall.DeleteFirewallRuleCmd")
            .records("FIREWALL.CLOSE", "", "revoking firewall rule")
            .takes(requiredId("id", "the ID of the firewall rule"))),
    LIST_FIREWALL_RULES(sync("listFirewallRules", "Firewall", "Lists all firewall rules for an IP address.")
            .takes(
                    id("id", "Lists rule with the specified ID."),
                    id("ipaddressid", "the ID of IP address of the firewall services"))
            .listing()
            .returns("id", "ipaddressid", "protocol", "startport", "endport", "cidrlist", "state")),
    QUERY_ASYNC_JOB_RESULT(sync("queryAsyncJobResult", "AsyncJobs", "Retrieves the current status of asynchronous job.")
            .takes(requiredId("jobid", "the ID of the asychronous job"))
            .returns("jobid", "jobstatus", "jobresultcode", "jobresult", "cmd", "created")),
    LIST_ASYNC_JOBS(sync("listAsyncJobs", "AsyncJobs", "Lists all pending asynchronous jobs for the account.")
            .takes(text("startdate", "the start date of the async job"))
            .listing()
            .returns("jobid", "jobstatus", "jobresultcode", "jobresult", "cmd", "created")),
    DISASSOCIATE_IP_ADDRESS(OtherSpecs.disassociate()),
    CREATE_LOAD_BALANCER_RULE(BalancerSpecs.create()),
    DELETE_LOAD_BALANCER_RULE(BalancerSpecs.delete()),
    ASSIGN_TO_LOAD_BALANCER_RULE(BalancerSpecs.assign()),
    REMOVE_FROM_LOAD_BALANCER_RULE(BalancerSpecs.remove()),
    LIST_LOAD_BALANCER_RULES(BalancerSpecs.list()),
    LIST_LOAD_BALANCER_RULE_INSTANCES(BalancerSpecs.listInstances()),
    CREATE_TAGS(OtherSpecs.createTags()),
    DELETE_TAGS(OtherSpecs.deleteTags()),
    LIST_TAGS(OtherSpecs.listTags()),
    LIST_EVENTS(OtherSpecs.listEvents()),
    LIST_PROJECTS(OtherSpecs.listProjects()),
    LIST_CAPABILITIES(OtherSpecs.listCapabilities()),
    START_VIRTUAL_MACHINE(OtherSpecs.start()),
    STOP_VIRTUAL_MACHINE(async("stopVirtualMachine", "VirtualMachine", "Stops a virtual machine.")
            .by("user.vm.StopVMCmd")
            .records("VM.STOP", "", "stopping Vm")
            .takes(
                    requiredId("id", "The ID of the virtual machine"),
                    flag("forced", "Force stop the VM (vm is marked as Stopped even when command fails to be send)."))
            .returns("id", "name", "displayname", "state", "nic")),
    DESTROY_VIRTUAL_MACHINE(async("destroyVirtualMachine", "VirtualMachine", "Destroys a virtual machine.")
            .by("user.vm.DestroyVMCmd")
            .records("VM.DESTROY", "", "destroying Vm")
            .takes(requiredId("id", "The ID of the virtual machine"))
            .returns("id", "name", "displayname", "state", "nic")),
    GET_API_LIMIT(sync("getApiLimit", "Limit", "Get API limit count for the caller")
            .returns("accountid", "account", "apiIssued", "apiAllowed", "expireAfter"));

    private static final Map<String, Command> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Command::apiName, Function.identity()));

    // Its lists are copies that nobody can change, which the checker cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final CommandSpec spec;

    private final String lowerName;
    private final String responseName;

    Command(CommandSpec spec) {
        this.spec = spec;
        String called = spec.apiName().toLowerCase(Locale.ROOT);
        // Recorded: this one command calls itself otherwise, in its answers and in its error texts.
        this.lowerName = called.equals("addiptonic") ? "addiptovmnic" : called;
        this.responseName = lowerName + "response";
    }

    public static Optional<Command> named(String apiName) {
        return Optional.ofNullable(apiName).map(BY_NAME::get);
    }

    public CommandSpec spec() {
        return spec;
    }

    public String apiName() {
        return spec.apiName();
    }

    public String lowerName() {
        return lowerName;
    }

    public String responseName() {
        return responseName;
    }
}
