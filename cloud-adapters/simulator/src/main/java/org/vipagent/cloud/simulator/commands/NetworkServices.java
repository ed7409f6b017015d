package org.vipagent.cloud.simulator.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vipagent.cloud.simulator.api.Json;
import org.vipagent.cloud.simulator.tables.NetworkRow;

/** Which services a network has, by its kind; those of an isolated network as recorded. */
final class NetworkServices {
    private NetworkServices() {}

    static ArrayNode of(NetworkRow network) {
        ArrayNode services = Json.array();
        boolean routed = network.isIsolated();
        if (routed) {
            named(services, "StaticNat");
        }
        capability(named(services, "Dns"), "AllowDnsSuffixModification", "true");
        if (routed) {
            named(services, "PortForwarding");
            ObjectNode vpn = named(services, "Vpn");
            capability(vpn, "VpnTypes", "removeaccessvpn");
            capability(vpn, "SupportedVpnTypes", "pptp,l2tp,ipsec");
        }
        named(services, "UserData");
        if (routed) {
            balancing(named(services, "Lb"));
            filtering(network, services);
            ObjectNode sourceNat = named(services, "SourceNat");
            capability(sourceNat, "RedundantRouter", "true");
            capability(sourceNat, "SupportedSourceNatTypes", "peraccount");
        }
        if (network.hasSecurityGroups()) {
            named(services, "SecurityGroup");
        }
        capability(named(services, "Dhcp"), "DhcpAccrossMultipleSubnets", "true");
        return services;
    }

    private static void balancing(ObjectNode service) {
        capability(service, "SupportedLbAlgorithms", "roundrobin,leastconn,source");
        capability(service, "SupportedStickinessMethods", "[]");
        capability(service, "SupportedLBIsolation", "dedicated");
        capability(service, "SupportedProtocols", "tcp, udp, tcp-proxy");
        capability(service, "LbSchemes", "Public");
    }

    private static void filtering(NetworkRow network, ArrayNode services) {
        if (network.isTier()) {
            capability(named(services, "NetworkACL"), "SupportedProtocols", "tcp,udp,icmp");
            return;
        }
        ObjectNode firewall = named(services, "Firewall");
        capability(firewall, "SupportedEgressProtocols", "tcp,udp,icmp, all");
        capability(firewall, "TrafficStatistics", "per public ip");
        capability(firewall, "SupportedTrafficDirection", "ingress, egress");
        capability(firewall, "SupportedProtocols", "tcp,udp,icmp");
        capability(firewall, "MultipleIps", "true");
    }

    private static ObjectNode named(ArrayNode services, String name) {
        return services.addObject().put("name", name);
    }

    private static void capability(ObjectNode service, String name, String value) {
        service.withArray("capability")
                .addObject()
                .put("name", name)
                .put("value", value)
                .put("canchooseservicecapability", false);
    }
}
