package org.vipagent.config;

/** The words that keepalived does not have: the cloud, and what makes a stop and a hang safe. */
final class OwnWords {
    private OwnWords() {}

    static final String TABLE = """
            [top]
            + cloud_provider 1 & >cloud_provider

            [vrrp_instance]
            + transport 1-2
            + vip_lifetime 1
            + stop_timeout 1
            + foreign_vrid 1
            + cloud 1 >cloud
            + witness 1+

            [cloud_provider]
            + type 1
            + profile 1
            + region 1
            + endpoint 1
            + project 1
            + account 1
            + domain 1
            + signature_version 1
            + credentials_file 1
            + credentials_systemd 1
            + credentials_idcfrc 1
            + ca_file 1
            + proxy 1
            + connect_timeout 1
            + request_timeout 1
            + job_timeout 1
            + max_requests_per_second 1
            + virtual_machine 1

            [cloud]
            + secondary_ip 0-1 &
            + port_forward 3-5 &
            + static_nat 1-2 &
            + firewall 3+ &
            + load_balancer 2-3 &
            + peers 1+
            + follow 1
            + settle 1
            + recheck 1
            - lease 1 : there is no lock in the cloud
            + witness 1+
            """;
}
