package org.vipagent.cloud.simulator.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vipagent.cloud.simulator.api.Json;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.cloud.simulator.jobs.Job;
import org.vipagent.cloud.simulator.tables.NetworkRow;
import org.vipagent.cloud.simulator.tables.PublicIpRow;
import org.vipagent.cloud.simulator.tables.ZoneIdentity;
import org.vipagent.cloud.simulator.tables.ZoneTables;

/** The zone itself, its networks, its public addresses and its jobs as the API shows them. */
final class ZoneView {
    static final String ZONE_NAME = "zone1";

    private final ZoneIdentity identity;
    private final ZoneTables tables;

    ZoneView(ZoneIdentity identity, ZoneTables tables) {
        this.identity = identity;
        this.tables = tables;
    }

    String zoneId() {
        return identity.zoneId;
    }

    boolean hasSecurityGroups() {
        return tables.networks.values().stream().anyMatch(NetworkRow::hasSecurityGroups);
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
        if (hasSecurityGroups()) {
            node.put("securitygroupsenabled", true);
        }
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
        putOffering(node, network);
        node.put("networkofferingconservemode", true);
        node.put("networkofferingavailability", "Required");
        node.put("issystem", false);
        node.put("state", "Implemented");
        node.put("related", network.id());
        node.put("broadcasturi", "vlan://" + network.vlan());
        node.put("type", network.layout().type().apiName());
        node.put("vlan", Integer.toString(network.vlan()));
        node.put("acltype", network.owner().kind() == Owner.Kind.EVERYBODY ? "Domain" : "Account");
        network.owner().putInto(node);
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
        node.set("tags", TagView.of(tables, network.id()));
        node.put("strechedl2subnet", false);
        return node;
    }

    private static void putOffering(ObjectNode node, NetworkRow network) {
        String name =
                switch (network.layout().type()) {
                    case ISOLATED -> "DefaultIsolatedNetworkOfferingWithSourceNatService";
                    case SHARED -> "DefaultSharedNetworkOffering";
                    case SECURITY_GROUPS -> "DefaultSharedNetworkOfferingWithSGService";
                };
        node.put("networkofferingname", name);
        node.put("networkofferingdisplaytext", name);
    }

    ObjectNode of(PublicIpRow publicIp) {
        ObjectNode node = Json.object();
        node.put("id", publicIp.id);
        node.put("ipaddress", publicIp.address.toString());
        node.put("allocated", Json.time(publicIp.allocatedAt));
        node.put("zoneid", identity.zoneId);
        node.put("zonename", ZONE_NAME);
        node.put("issourcenat", publicIp.sourceNat);
        publicIp.owner().putInto(node);
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
        node.set("tags", TagView.of(tables, publicIp.id));
        return node;
    }

    ObjectNode of(Job job) {
        ObjectNode node = Json.object();
        node.put("accountid", job.owner.id());
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
}
