package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The zone itself, its networks, its public addresses and its jobs as the API shows them. */
final class ZoneView {
    static final String ZONE_NAME = "zone1";

    private final ZoneIdentity identity;
    private final String account;

    ZoneView(ZoneIdentity identity, String account) {
        this.identity = identity;
        this.account = account;
    }

    ObjectNode ofZone() {
        ObjectNode node = Json.object();
        node.set("tags", Json.array());
        node.put("id", identity.zoneId);
        node.put("name", ZONE_NAME);
        node.put("networktype", "Advanced");
        node.put("allocationstate", "Enabled");
        node.put("zonetoken", identity.zoneToken);
        node.put("dhcpprovider", "VirtualRouter");
        node.put("localstorageenabled", false);
        return node;
    }

    ObjectNode of(NetworkRow network) {
        ObjectNode node = Json.object();
        node.put("id", network.id());
        node.put("name", network.layout().name());
        node.put("displaytext", network.layout().name());
        node.put("broadcastdomaintype", "Vlan");
        node.put("traffictype", "Guest");
        node.put("gateway", network.layout().gateway().toString());
        node.put("netmask", network.netmask());
        node.put("cidr", network.layout().cidr().toString());
        node.put("zoneid", identity.zoneId);
        node.put("zonename", ZONE_NAME);
        node.put("networkofferingid", identity.networkOfferingId);
        node.put("networkofferingname", "DefaultIsolatedNetworkOfferingWithSourceNatService");
        node.put("networkofferingdisplaytext", "Offering for Isolated networks with Source Nat service enabled");
        node.put("networkofferingconservemode", true);
        node.put("networkofferingavailability", "Required");
        node.put("issystem", false);
        node.put("state", "Implemented");
        node.put("related", network.id());
        node.put("broadcasturi", "vlan://" + network.vlan());
        node.put("type", network.layout().type().apiName());
        node.put("vlan", Integer.toString(network.vlan()));
        node.put("acltype", "Account");
        putAccount(node);
        if (network.isTier()) {
            node.put("vpcid", network.layout().vpcId());
        }
        node.set("service", NetworkServices.of(network));
        node.put("networkdomain", "simulator.internal");
        node.put("physicalnetworkid", identity.physicalNetworkId);
        node.put("restartrequired", false);
        node.put("specifyipranges", false);
        node.put("canusefordeploy", true);
        node.put("ispersistent", true);
        node.set("tags", Json.array());
        node.put("strechedl2subnet", false);
        return node;
    }

    ObjectNode of(PublicIpRow publicIp) {
        ObjectNode node = Json.object();
        node.put("id", publicIp.id);
        node.put("ipaddress", publicIp.address.toString());
        node.put("allocated", Json.time(publicIp.allocatedAt));
        node.put("zoneid", identity.zoneId);
        node.put("zonename", ZONE_NAME);
        node.put("issourcenat", publicIp.sourceNat);
        putAccount(node);
        node.put("forvirtualnetwork", true);
        node.put("isstaticnat", publicIp.staticNat().isPresent());
        node.put("issystem", false);
        publicIp.staticNat().ifPresent(nat -> node.put("virtualmachineid", nat.machine().id)
                .put("vmipaddress", nat.target().toString())
                .put("virtualmachinename", nat.machine().name)
                .put("virtualmachinedisplayname", nat.machine().name));
        publicIp.network().ifPresent(network -> node.put("associatednetworkid", network.id()));
        node.put("networkid", identity.publicNetworkId);
        node.put("aclid", identity.aclId);
        node.put("aclname", "default_allow");
        node.put("state", publicIp.programmed ? "Allocated" : "Allocating");
        node.put("physicalnetworkid", identity.physicalNetworkId);
        if (!publicIp.vpcId.isEmpty()) {
            node.put("vpcid", publicIp.vpcId);
        }
        node.set("tags", Json.array());
        return node;
    }

    private void putAccount(ObjectNode node) {
        node.put("account", account);
        node.put("domainid", identity.domainId);
        node.put("domain", "ROOT");
    }

    ObjectNode of(Job job) {
        ObjectNode node = Json.object();
        node.put("accountid", identity.accountId);
        node.put("userid", identity.userId);
        node.put("cmd", "com.cloud.api.command." + job.command.spec().jobClass());
        node.put("jobprocstatus", 0);
        node.put("jobresultcode", job.resultCode());
        job.result().ifPresent(result -> node.put("jobresulttype", "object").set("jobresult", result));
        job.instance.ifPresent(instance -> {
            node.put("jobinstancetype", instance.type());
            instance.id().ifPresent(id -> node.put("jobinstanceid", id));
        });
        node.put("created", job.created);
        node.put("jobid", job.id);
        node.put("jobstatus", job.status());
        return node;
    }

    /** Which services a network has; what the agent looks at is whether it forwards ports. */
    private static final class NetworkServices {
        private NetworkServices() {}

        static ArrayNode of(NetworkRow network) {
            ArrayNode services = Json.array();
            if (network.isIsolated()) {
                named(services, "StaticNat");
                named(services, "PortForwarding");
                capability(named(services, "SourceNat"), "SupportedSourceNatTypes", "peraccount");
                capability(
                        named(services, network.isTier() ? "NetworkACL" : "Firewall"),
                        "SupportedProtocols",
                        "tcp,udp,icmp");
            }
            capability(named(services, "Dns"), "AllowDnsSuffixModification", "true");
            capability(named(services, "Dhcp"), "DhcpAccrossMultipleSubnets", "true");
            named(services, "UserData");
            return services;
        }

        private static ObjectNode named(ArrayNode services, String name) {
            return services.addObject().put("name", name);
        }

        private static void capability(ObjectNode service, String name, String value) {
            service.putArray("capability")
                    .addObject()
                    .put("name", name)
                    .put("value", value)
                    .put("canchooseservicecapability", false);
        }
    }
}
