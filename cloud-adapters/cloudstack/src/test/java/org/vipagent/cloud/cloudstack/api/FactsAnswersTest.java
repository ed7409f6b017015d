package org.vipagent.cloud.cloudstack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;

/** Networks, capabilities, firewalls and load balancers, as the API shows them. */
class FactsAnswersTest {
    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void readsWhatKindANetworkIs() {
        Network network = Answers.network(
                Recording.of("006-listNetworks").content().path("network").get(0));

        assertThat(network)
                .isEqualTo(new Network(
                        "90f992aa-4916-4278-a250-5be24011ab13",
                        "Isolated",
                        Optional.empty(),
                        Optional.of("0258673c-a0b9-458a-9b48-4da4b0907017"),
                        false));
        assertThat(network.pathFollowsArp()).isTrue();
    }

    @Test
    void findsSecurityGroupsAmongTheServicesOfANetwork() {
        Network network = Answers.network(
                json("{'id':'n','type':'Shared','service':[{'name':'Dhcp'},{'name':'SecurityGroup'}]}"));

        assertThat(network.securityGroups()).isTrue();
        assertThat(network.pathFollowsArp()).isFalse();
    }

    @Test
    void readsWhetherAZoneHasSecurityGroups() {
        JsonNode recorded = Recording.of("005-listZones").content().path("zone").get(0);
        assertThat(Answers.hasSecurityGroups(recorded)).isFalse();
        assertThat(Answers.hasSecurityGroups(json("{'securitygroupsenabled':true}")))
                .isTrue();
    }

    @Test
    void readsWhichParametersACommandTakes() {
        JsonNode api =
                Recording.of("001-listApis-addIpToNic").content().path("api").get(0);
        assertThat(Answers.parameters(api)).isEqualTo(Set.of("ipaddress", "nicid"));

        api = Recording.of("002-listApis-enableStaticNat").content().path("api").get(0);
        assertThat(Answers.parameters(api)).contains("vmguestip", "networkid");
    }

    @Test
    void readsAFirewallRule() {
        FirewallRule rule = Answers.firewallRule(Recording.of("103-listFirewallRules")
                .content()
                .path("firewallrule")
                .get(0));

        assertThat(rule)
                .isEqualTo(new FirewallRule(
                        rule.id(),
                        "tcp",
                        Optional.of(PortRange.of(80)),
                        Optional.empty(),
                        Set.of("0.0.0.0/0"),
                        "Active"));
        assertThat(rule.parameters())
                .containsEntry("startport", "80")
                .containsEntry("endport", "80")
                .containsEntry("cidrlist", "0.0.0.0/0");
    }

    @Test
    void theOrderOfAFirewallRulesSourcesMeansNothing() {
        FirewallRule one = Answers.firewallRule(json(
                "{'protocol':'ICMP','icmptype':8,'icmpcode':0,'cidrlist':'10.0.0.0/8, 192.0.2.0/24','state':'Add'}"));
        FirewallRule other = Answers.firewallRule(
                json("{'protocol':'icmp','icmptype':8,'icmpcode':0,'cidrlist':'192.0.2.0/24,10.0.0.0/8'}"));

        assertThat(one.letsInTheSame(other)).isTrue();
        assertThat(one.isActive()).isFalse();
        assertThat(one.parameters()).containsEntry("icmptype", "8").containsEntry("icmpcode", "0");
    }

    @Test
    void readsTheMembersOfALoadBalancerByTheirAddresses() {
        assertThat(Answers.members(json("{'loadbalancerruleinstance':{'id':'vm-1','name':'i-2-3','displayname':'LB'},"
                        + "'lbvmipaddresses':['10.5.0.133','10.5.0.100']}")))
                .containsExactly(
                        new Balancer.Member("vm-1", "LB", IpAddress.parse("10.5.0.133")),
                        new Balancer.Member("vm-1", "LB", IpAddress.parse("10.5.0.100")));
        assertThatThrownBy(() -> Answers.members(json("{'lbvmipaddresses':['10.5.0.133']}")))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void readsALoadBalancerRule() {
        Balancer balancer = Answers.balancer(
                json("{'id':'lb','publicipid':'ip','publicport':'80','privateport':'8080','state':'Active'}"));

        assertThat(balancer.publicPort()).isEqualTo(PortRange.of(80));
        assertThat(balancer.publicIpId()).isEqualTo("ip");
    }
}
