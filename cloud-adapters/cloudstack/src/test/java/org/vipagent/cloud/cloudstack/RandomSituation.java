package org.vipagent.cloud.cloudstack;

import static org.vipagent.cloud.cloudstack.Situation.PUBLIC;
import static org.vipagent.cloud.cloudstack.Situation.forward;
import static org.vipagent.cloud.cloudstack.Situation.ip;

import java.util.List;
import java.util.Random;

/** A zone as chance has it: any holders, any rules, claims on some of it. */
final class RandomSituation {
    static final String NAT = "210.140.68.221";
    static final String BALANCED = "210.140.68.222";
    private static final List<String> VIPS = List.of("10.5.0.100", "10.5.0.101");
    private static final List<String> TARGETS = List.of("10.5.0.100", "10.5.0.100", "10.5.0.101", "primary");
    private static final List<String> VMS = List.of("LB", "LB-backup", "web-1");
    private static final List<String> PORTS = List.of("80", "443", "8080", "80-90");
    private static final List<String> STATES = List.of("Active", "Active", "Active", "Add", "Deleting");

    private final Random random;
    private final Situation s = new Situation();

    private RandomSituation(long seed) {
        random = new Random(seed);
    }

    static Situation of(long seed) {
        RandomSituation made = new RandomSituation(seed);
        made.zone();
        made.addresses();
        made.rules();
        if (made.oneIn(2)) {
            made.nat();
        }
        if (made.oneIn(2)) {
            made.balancer();
        }
        return made.s;
    }

    private void zone() {
        s.cloud.updates = pick(List.of(TinyCloud.Updates.values()));
        s.cloud.networkType = oneIn(4) ? "Shared" : "Isolated";
        s.cloud.securityGroups = s.cloud.networkType.equals("Shared") && random.nextBoolean();
        if (oneIn(2)) {
            s.peers = List.of(s.lb.id, s.backup.id);
        }
        if (oneIn(5)) {
            s.lb.state = pick(List.of("Stopped", "Destroyed", "Error"));
        }
    }

    private void addresses() {
        for (String vip : VIPS) {
            if (random.nextBoolean()) {
                s.claiming(ip(vip));
            }
            for (TinyCloud.Vm vm : s.cloud.vms.values()) {
                if (oneIn(3)) {
                    s.cloud.hold(vm, vip);
                }
            }
        }
    }

    private void rules() {
        for (String ports : List.of("80", "443")) {
            if (random.nextBoolean()) {
                s.claiming(forward(ports, pick(TARGETS)));
            }
        }
        int rules = random.nextInt(4);
        for (int i = 0; i < rules; i++) {
            TinyCloud.Vm vm = s.cloud.vms.get("vm-" + pick(VMS));
            String target = random.nextBoolean() ? pick(VIPS) : vm.primary;
            String ports = pick(PORTS);
            TinyCloud.Rule rule = new TinyCloud.Rule("rule-x" + i, PUBLIC, ports, ports, vm.id, target, pick(STATES));
            s.cloud.rules.add(rule);
            if (random.nextBoolean()) {
                s.cloud.open(rule);
            }
        }
    }

    private void nat() {
        s.cloud.publicIps.add(NAT);
        if (random.nextBoolean()) {
            TinyCloud.Vm vm = s.cloud.vms.get("vm-" + pick(VMS));
            s.cloud.staticNats.put(NAT, new TinyCloud.Nat(vm.id, random.nextBoolean() ? pick(VIPS) : vm.primary));
            s.cloud.firewall(NAT).add("tcp|22|22|198.51.100.0/24");
        }
        if (random.nextBoolean()) {
            s.claiming(Situation.nat(NAT, pick(TARGETS)));
        }
        if (random.nextBoolean()) {
            s.claiming(Situation.opening(pick(List.of(NAT, PUBLIC)), pick(List.of(22, 80)), "198.51.100.0/24"));
        }
    }

    private void balancer() {
        s.cloud.publicIps.add(BALANCED);
        TinyCloud.Balancer balancer = s.cloud.balancer(BALANCED, "80", new TinyCloud.Member(s.web.id, s.web.primary));
        if (random.nextBoolean()) {
            TinyCloud.Vm vm = s.cloud.vms.get("vm-" + pick(VMS));
            String address = random.nextBoolean() ? pick(VIPS) : vm.primary;
            boolean alone =
                    balancer.members().stream().noneMatch(m -> m.address().equals(address));
            if (alone) {
                balancer.members().add(new TinyCloud.Member(vm.id, address));
            }
        }
        // Else a member that is not claimed would hold an address back, which the plan cannot know.
        s.claiming(Situation.member(
                BALANCED,
                80,
                balancer.members().stream()
                        .map(TinyCloud.Member::address)
                        .filter(VIPS::contains)
                        .findFirst()
                        .orElseGet(() -> pick(TARGETS))));
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
