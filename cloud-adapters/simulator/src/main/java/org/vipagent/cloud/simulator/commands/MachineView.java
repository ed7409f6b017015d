package org.vipagent.cloud.simulator.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.vipagent.cloud.simulator.Habits;
import org.vipagent.cloud.simulator.api.Json;
import org.vipagent.cloud.simulator.tables.MachineRow;
import org.vipagent.cloud.simulator.tables.NetworkRow;
import org.vipagent.cloud.simulator.tables.NicRow;
import org.vipagent.cloud.simulator.tables.PowerState;
import org.vipagent.cloud.simulator.tables.PublicIpRow;
import org.vipagent.cloud.simulator.tables.SecondaryIpRow;
import org.vipagent.cloud.simulator.tables.ZoneIdentity;
import org.vipagent.cloud.simulator.tables.ZoneTables;

/** Virtual machines and their NICs as the API shows them. */
final class MachineView {
    private static final String START = "1970-01-01";

    private final ZoneTables tables;
    private final ZoneIdentity identity;
    private final Habits habits;

    MachineView(ZoneTables tables, Habits habits, ZoneIdentity identity) {
        this.tables = tables;
        this.habits = habits;
        this.identity = identity;
    }

    ObjectNode of(MachineRow machine) {
        ObjectNode node = Json.object();
        putOwner(node, machine);
        putOffering(node);
        ArrayNode nics = Json.array();
        machine.nics.forEach(nic -> nics.add(ofNicIn(machine, nic)));
        node.set("nic", nics);
        node.put("hypervisor", "KVM");
        staticNatOf(machine).ifPresent(publicIp -> node.put("publicipid", publicIp.id)
                .put("publicip", publicIp.address.toString()));
        node.put("instancename", machine.instanceName());
        node.set("tags", TagView.of(tables, machine.id));
        node.put("manufacturerstring", "vipagent");
        node.put("optimisefor", "Generic");
        node.put("restartrequired", false);
        node.put("compliancestatus", "Compliant");
        node.set("affinitygroup", Json.array());
        node.put("isdynamicallyscalable", false);
        node.put("ostypeid", 140);
        node.put("maintenancepolicy", "LiveMigrate");
        node.put("bootmenutimeout", 0);
        node.put("laststartdate", START + " 00:00:00");
        node.put("laststartversion", "simulator");
        return node;
    }

    private void putOwner(ObjectNode node, MachineRow machine) {
        node.put("id", machine.id);
        node.put("name", machine.name);
        node.put("displayname", machine.name);
        machine.owner().putInto(node);
        node.put("userid", identity.userId);
        node.put("username", tables.owners.first().name());
        node.put("created", START + "T00:00:00+0000");
        node.put("state", machine.state.apiName());
        node.put("haenable", false);
        node.put("zoneid", identity.zoneId);
        node.put("zonename", ZoneView.ZONE_NAME);
        if (machine.state == PowerState.RUNNING) {
            node.put("hostid", identity.hostId);
            node.put("hostname", "host1");
        }
    }

    private void putOffering(ObjectNode node) {
        node.put("templateid", identity.templateId);
        node.put("templatename", "tiny linux kvm");
        node.put("templatedisplaytext", "tiny linux kvm");
        node.put("passwordenabled", false);
        node.put("serviceofferingid", identity.serviceOfferingId);
        node.put("serviceofferingname", "Small Instance");
        node.put("cpunumber", 1);
        node.put("memory", 512);
        node.put("guestosid", identity.guestOsId);
        node.put("rootdeviceid", 0);
        node.put("rootdevicetype", "ROOT");
        node.put("rootdevicecontroller", "VIRTIO");
    }

    private Optional<PublicIpRow> staticNatOf(MachineRow machine) {
        for (PublicIpRow publicIp : tables.publicIps.values()) {
            if (publicIp.staticNat().filter(nat -> nat.machine() == machine).isPresent()) {
                return Optional.of(publicIp);
            }
        }
        return Optional.empty();
    }

    /** As part of a machine: always with a list of secondary addresses, be it empty. */
    private ObjectNode ofNicIn(MachineRow machine, NicRow nic) {
        NetworkRow network = nic.network;
        ObjectNode node = Json.object();
        node.put("id", nic.id);
        node.put("networkid", network.id());
        node.put("networkname", network.layout().name());
        node.put("netmask", network.netmask());
        node.put("gateway", network.layout().gateway().toString());
        node.put("ipaddress", nic.address.toString());
        if (machine.state == PowerState.RUNNING) {
            node.put("isolationuri", "vlan://" + network.vlan());
            node.put("broadcasturi", "vlan://" + network.vlan());
        }
        node.put("traffictype", "Guest");
        node.put("type", network.layout().type().apiName());
        node.put("isdefault", nic.isDefault());
        node.put("macaddress", nic.mac);
        if (!habits.oldServer()) {
            node.set("secondaryip", secondaryIps(nic));
        }
        return node;
    }

    /** As {@code listNics} shows it: without the member where there is no secondary address. */
    ObjectNode ofNic(NicRow nic) {
        ObjectNode node = Json.object();
        node.put("id", nic.id);
        node.put("networkid", nic.network.id());
        node.put("netmask", nic.network.netmask());
        node.put("gateway", nic.network.layout().gateway().toString());
        node.put("ipaddress", nic.address.toString());
        node.put("isdefault", nic.isDefault());
        node.put("macaddress", nic.mac);
        if (!nic.secondaryIps.isEmpty()) {
            ArrayNode list = secondaryIps(nic);
            node.set("secondaryip", habits.oldServer() && list.size() == 1 ? list.get(0) : list);
        }
        node.put("virtualmachineid", nic.machine.id);
        return node;
    }

    private static ArrayNode secondaryIps(NicRow nic) {
        ArrayNode list = Json.array();
        nic.secondaryIps.forEach(
                ip -> list.add(Json.object().put("id", ip.id).put("ipaddress", ip.address.toString())));
        return list;
    }

    /** The result of the job that added it. */
    ObjectNode ofSecondaryIp(SecondaryIpRow row) {
        ObjectNode result = Json.object();
        result.putObject("nicsecondaryip")
                .put("id", row.id)
                .put("ipaddress", row.address.toString())
                .put("nicid", row.nic.id)
                .put("networkid", row.nic.network.id());
        return result;
    }
}
