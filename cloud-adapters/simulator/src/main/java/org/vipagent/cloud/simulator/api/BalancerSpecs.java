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

/** The commands on load-balancer rules, as upstream documents them; none of them was recorded. */
final class BalancerSpecs {
    private static final String GROUP = "LoadBalancer";
    private static final String[] FIELDS = {
        "id", "name", "publicipid", "publicip", "publicport", "privateport", "algorithm", "state", "networkid"
    };
    private static final Parameter MACHINES =
            Parameter.list("virtualmachineids", "the list of IDs of the virtual machines");
    private static final Parameter ADDRESSES =
            Parameter.map("vmidipmap", "VM ID and IP map, vmidipmap[0].vmid=1 vmidipmap[0].vmip=10.1.1.75");

    private BalancerSpecs() {}

    static CommandSpec create() {
        return async("createLoadBalancerRule", GROUP, "Creates a load balancer rule")
                .by("user.loadbalancer.CreateLoadBalancerRuleCmd")
                .takes(
                        requiredText("algorithm", "load balancer algorithm (source, roundrobin, leastconn)"),
                        requiredText("name", "name of the load balancer rule"),
                        requiredNumber("privateport", "the private port of the private IP address"),
                        requiredNumber("publicport", "the public port from where the traffic will be load balanced"),
                        id("publicipid", "public IP address ID from where the network traffic will be load balanced"),
                        id("networkid", "The guest network this rule will be created for"),
                        flag("openfirewall", "if true, firewall rule for source/end public port is created"),
                        text("protocol", "The protocol for the LB such as tcp, udp or tcp-proxy."))
                .returns(FIELDS)
                .records("LB.CREATE", "creating load balancer", "creating load balancer");
    }

    static CommandSpec delete() {
        return async("deleteLoadBalancerRule", GROUP, "Deletes a load balancer rule.")
                .by("user.loadbalancer.DeleteLoadBalancerRuleCmd")
                .takes(requiredId("id", "the ID of the load balancer rule"))
                .records("LB.DELETE", "", "deleting load balancer");
    }

    static CommandSpec assign() {
        return async("assignToLoadBalancerRule", GROUP, "Assigns virtual machines to a load balancer rule.")
                .by("user.loadbalancer.AssignToLoadBalancerRuleCmd")
                .takes(requiredId("id", "the ID of the load balancer rule"), MACHINES, ADDRESSES)
                .records("LB.ASSIGN.TO.RULE", "", "applying instances for load balancer");
    }

    static CommandSpec remove() {
        return async("removeFromLoadBalancerRule", GROUP, "Removes virtual machines from a load balancer rule.")
                .by("user.loadbalancer.RemoveFromLoadBalancerRuleCmd")
                .takes(requiredId("id", "The ID of the load balancer rule"), MACHINES, ADDRESSES)
                .records("LB.REMOVE.FROM.RULE", "", "removing instances from load balancer");
    }

    static CommandSpec list() {
        return sync("listLoadBalancerRules", GROUP, "Lists load balancer rules.")
                .takes(
                        id("id", "the ID of the load balancer rule"),
                        text("name", "the name of the load balancer rule"),
                        id("publicipid", "the public IP address ID of the load balancer rule"),
                        id("virtualmachineid", "the ID of the virtual machine of the load balancer rule"),
                        id("networkid", "list by network ID the rule belongs to"))
                .listing()
                .returns(FIELDS);
    }

    static CommandSpec listInstances() {
        return sync(
                        "listLoadBalancerRuleInstances",
                        GROUP,
                        "List all virtual machine instances that are assigned to a load balancer rule.")
                .takes(
                        requiredId("id", "the ID of the load balancer rule"),
                        flag("applied", "true if listing all virtual machines currently applied to the rule"),
                        flag("lbvmips", "true if load balancer rule VM IP information to be included"),
                        number("page", ""),
                        number("pagesize", ""))
                .returns("loadbalancerruleinstance", "lbvmipaddresses");
    }
}
