package org.vipagent.cloud.simulator;

import java.util.List;
import org.vipagent.cloud.simulator.ZoneLayout.Account;
import org.vipagent.cloud.simulator.ZoneLayout.Machine;
import org.vipagent.cloud.simulator.ZoneLayout.Network;
import org.vipagent.cloud.simulator.ZoneLayout.Nic;
import org.vipagent.cloud.simulator.ZoneLayout.PortForward;
import org.vipagent.cloud.simulator.ZoneLayout.PublicIp;

/** The zone of the how-to, with the ids and addresses that it prints. */
final class HowTo {
    private static final String NETWORK = "network1";

    private HowTo() {}

    static ZoneLayout layout() {
        Nic master = Nic.of(NETWORK, "02:00:56:df:00:0f", "10.5.0.133")
                .withId("d555c213-3ede-4bb4-96bd-d1ce6c475852")
                .holding("f2ff97fe-ecfd-4e01-ab34-9b17cbce16f9", "10.5.0.100");
        Nic backup = Nic.of(NETWORK, "02:00:0a:30:00:10", "10.5.0.195");
        return ZoneLayout.builder()
                .account(new Account("demo", "demo-api-key", "demo-secret-key"))
                .network(Network.isolated(NETWORK, "10.5.0.0/21", "10.5.0.1")
                        .withId("15616765-d713-4ff3-bba3-a1c71a46d9bf"))
                .machine(new Machine("a2fa6425-aacc-4aba-bb84-e486a41e1c9e", "LB", List.of(master)))
                .machine(new Machine("bb4095f1-c6b1-4646-8e89-762cd26a53d2", "LB-backup", List.of(backup)))
                .machine(new Machine(
                        "785020c1-4d3b-4bb4-84c4-c9abe8da9ccb",
                        "Web1",
                        List.of(Nic.of(NETWORK, "02:00:11:5c:00:11", "10.5.0.36"))))
                .machine(new Machine(
                        "ea2f2045-64b5-4f70-9201-e0a6aa9c81c5",
                        "Web2",
                        List.of(Nic.of(NETWORK, "02:00:4e:91:00:12", "10.5.0.229"))))
                .publicIp(PublicIp.sourceNat("0c5cc05a-26d5-4539-9c7a-0f935291f71d", "210.140.68.220", NETWORK))
                .publicIp(PublicIp.spare("210.140.68.221"))
                .publicIp(PublicIp.spare("210.140.68.222"))
                .portForward(PortForward.tcp("210.140.68.220", 80, "LB", "10.5.0.100"))
                .build();
    }
}
