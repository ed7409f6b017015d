package org.vipagent.config;

/** keepalived's words for VRRP instances, sync groups and what they track. */
final class VrrpWords {
    private VrrpWords() {}

    static final String TABLE = """
            [vrrp_instance]
            + interface 1
            + virtual_router_id 1
            + version 1
            + native_ipv6 0-1
            ! vrf 1 : adverts would leave in the wrong VRF
            + state 1
            + priority 1
            + advert_int 1
            + preempt 0
            + nopreempt 0
            + preempt_delay 1
            + down_timer_adverts 1
            - timer_expired_backup/thread_timer_expired 0-1 : a late node always looks before it speaks
            + virtual_ipaddress 0 & >addresses
            + virtual_ipaddress_excluded 0 & >addresses
            + no_virtual_ipaddress 0-1
            - promote_secondaries 0-1
            - virtual_routes 0 & >routes : the routes are not set
            - virtual_rules 0 & >rules : the rules are not set
            - accept 0 : packets to the virtual addresses are always accepted
            - no_accept 0 : packets to the virtual addresses are accepted all the same
            + unicast_peer 0 & >peers
            + unicast_src_ip/mcast_src_ip 1
            ! mcast_dst_ip 1 : adverts go to 224.0.0.18 or ff02::12 only
            + track_src_ip 0-1
            + unicast_ttl 1
            + check_unicast_src 0-1
            + unicast_fault_no_peer 0-1
            + old_unicast_checksum 0-1
            + v3_checksum_as_v2 0-1
            ! use_vmac 0+ : the virtual MAC address is not used, and most clouds drop it
            ! use_vmac_addr 0-1 : the virtual MAC address is not used, and most clouds drop it
            ! vmac_xmit_base 0-1 : the virtual MAC address is not used, and most clouds drop it
            ! use_ipvlan 0+ : no ipvlan interface is made
            - track_interface 0 & >interface_entries : only the link of the own interface is watched
            - track_script 0 & >names : no script is run
            - track_file 0 & >names
            - track_process 0 & >names
            - track_bfd 0 & >names
            + dont_track_primary 0
            - linkbeat_use_polling 0
            + authentication 0 >authentication
            + auth_hmac 0 >auth_hmac
            + garp_master_delay 1
            + garp_master_repeat 1
            + garp_master_refresh 1
            + garp_master_refresh_repeat 1
            + garp_lower_prio_delay 1
            + garp_lower_prio_repeat 1
            - garp_extra_if/vmac_garp_intvl 1-2 : it is for the virtual MAC address, which is not used
            + lower_prio_no_advert 0-1
            + higher_prio_send_advert 0-1
            + owner_ignore_adverts 0-1
            + skip_check_adv_addr 0-1
            + strict_mode 0-1
            - notify_master 1+ ' : no script is run
            - notify_backup 1+ ' : no script is run
            - notify_fault 1+ ' : no script is run
            - notify_stop 1+ ' : no script is run
            - notify_deleted 1+ ' : no script is run
            - notify 1+ ' : no script is run
            - notify_master_rx_lower_pri 1+ ' : no script is run
            - notify_priority_changes 0-1
            - smtp_alert 0-1 : no mail is sent
            + debug 0-1
            - kernel_rx_buf_size 1 : each socket has room for some 10,000 adverts
            - lvs_sync_daemon_interface 1

            [authentication]
            + auth_type 1
            + auth_pass 1 $

            [auth_hmac]
            + key 2 & $
            + active_key 1
            + anti_replay 1
            + time_window 1
            + mode 1

            [vrrp_sync_group]
            - group 0 & >names
            - notify 1+ '
            - notify_master 1+ '
            - notify_backup 1+ '
            - notify_fault 1+ '
            - notify_stop 1+ '
            - track_interface 0 & >interface_entries
            - track_script 0 & >names
            - track_file 0 & >names
            - track_process 0 & >names
            - track_bfd 0 & >names
            - smtp_alert 0-1
            - notify_priority_changes 0-1
            - global_tracking 0
            - sync_group_tracking_weight 0

            [vrrp_script]
            - script 1+ '
            - interval 1
            - timeout 1
            - weight 1-2
            - rise 1
            - fall 1
            - user 1-2
            - init_fail 0

            [vrrp_track_process]
            - process 1+ '
            - param_match 1
            - full_command 0
            - weight 1-2
            - quorum 1
            - quorum_max 1
            - delay 1
            - fork_delay 1
            - terminate_delay 1

            [peers entries]
            """;
}
