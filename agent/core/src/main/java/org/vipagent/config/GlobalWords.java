package org.vipagent.config;

/** keepalived's words at the top level, in {@code global_defs}, and of trackers and groups. */
final class GlobalWords {
    private GlobalWords() {}

    static final String TABLE = """
            [top]
            + global_defs 0 & >global_defs
            + vrrp_instance 1 & >vrrp_instance
            - vrrp_sync_group 1 & >vrrp_sync_group : each instance decides alone
            - vrrp_script 1 & >vrrp_script : no script is run
            - virtual_server 1-2 & >virtual_server : nothing is balanced, no real server is checked
            - virtual_server_group 1 & >virtual_server_group
            - track_file 1 & >track_file
            - vrrp_track_file 1 & >track_file
            - vrrp_track_process 1 & >vrrp_track_process
            - bfd_instance 1 & >bfd_instance
            - static_ipaddress 0 & >addresses : the addresses are not set
            - static_routes 0 & >routes : the routes are not set
            - static_rules 0 & >rules : the rules are not set
            - track_group 1 & >track_group
            - garp_group 0 & >garp_group : vrrp_garp_interval and vrrp_gna_interval hold for each interface by itself
            - linkbeat_interfaces 0 & >interface_entries
            - linkbeat_use_polling 0-1
            - interface_up_down_delays 0 & >interface_entries
            - SSL 0 >SSL
            ! net_namespace 1 : it would run in the wrong network namespace; start it with 'ip netns exec'
            - net_namespace_ipvs 0-1
            - namespace_with_ipsets 0-1
            - instance 1
            - use_pid_dir 0-1
            - child_wait_time 1

            [global_defs]
            - notification_email 0 & >emails : no mail is sent
            - notification_email_from 1
            - smtp_server 1-2
            - smtp_helo_name 1
            - smtp_connect_timeout 1
            - smtp_alert 0-1
            - smtp_alert_vrrp 0-1
            - smtp_alert_checker 0-1
            - no_email_faults 0-1
            - no_checker_emails 0-1
            + router_id 1
            - process_names 0-1
            - process_name 1
            - vrrp_process_name 1
            - checker_process_name 1
            - lvs_process_name 1
            - bfd_process_name 1
            - startup_script 1+ '
            - startup_script_timeout 1
            - shutdown_script 1+ '
            - shutdown_script_timeout 1
            + vrrp_startup_delay 1
            + vrrp_delay_after_boot 1
            - script_user 1-2
            - enable_script_security 0-1
            - set_supplementary_groups 0-1
            - use_symlink_paths 0-1
            - umask 1+
            + default_interface 1
            - dynamic_interfaces 0-1
            - disable_local_igmp 0-1
            ! vrrp_mcast_group4 1 : adverts go to 224.0.0.18 only
            ! vrrp_mcast_group6 1 : adverts go to ff02::12 only
            + vrrp_version 1
            + v3_checksum_as_v2 0-1
            + vrrp_garp_master_delay 1
            + vrrp_garp_master_repeat 1
            + vrrp_garp_master_refresh 1
            + vrrp_garp_master_refresh_repeat 1
            + vrrp_garp_lower_prio_delay 1
            + vrrp_garp_lower_prio_repeat 1
            + vrrp_garp_interval 1
            + vrrp_gna_interval 1
            + vrrp_min_garp 0-1
            - vrrp_garp_extra_if/vrrp_vmac_garp_intvl 1-2 : it is for the virtual MAC address, which is not used
            + vrrp_down_timer_adverts 1
            + vrrp_lower_prio_no_advert 0-1
            + vrrp_higher_prio_send_advert 0-1
            + vrrp_owner_ignore_adverts 0-1
            + max_auto_priority 0-1
            + min_auto_priority_delay 1
            + vrrp_check_unicast_src 0-1
            + vrrp_skip_check_adv_addr 0-1
            + vrrp_strict 0-1
            + log_unknown_vrids 0-1
            - vrrp_rx_bufs_policy 1+ : each socket has room for some 10,000 adverts
            - vrrp_rx_bufs_multiplier 1
            - vrrp_netlink_cmd_rcv_bufs 1
            - vrrp_netlink_cmd_rcv_bufs_force 0-1
            - vrrp_netlink_monitor_rcv_bufs 1
            - vrrp_netlink_monitor_rcv_bufs_force 0-1
            - lvs_netlink_cmd_rcv_bufs 1
            - lvs_netlink_cmd_rcv_bufs_force 0-1
            - lvs_netlink_monitor_rcv_bufs 1
            - lvs_netlink_monitor_rcv_bufs_force 0-1
            - process_monitor_rcv_bufs 1
            - process_monitor_rcv_bufs_force 0-1
            - vmac_prefix 1
            - vmac_addr_prefix 1
            - nftables 0-1
            - nftables_priority 1
            - nftables_ifindex 0-1
            - nftables_counters 0-1
            - nftables_ipvs 0-1
            - nftables_ipvs_priority 1
            - nftables_ipvs_start_fwmark 1
            - vrrp_iptables 0-2
            - vrrp_ipsets 0+
            - lvs_flush 0-1
            - lvs_flush_on_stop/lvs_flush_onstop 0-1
            - lvs_timeouts 2+
            - lvs_sync_daemon 1+
            - checker_log_all_failures 0-1
            - rs_init_notifies 0-1
            + vrrp_priority 1
            - checker_priority 1
            - bfd_priority 1
            + vrrp_rt_priority 1
            - checker_rt_priority 1
            - bfd_rt_priority 1
            + vrrp_no_swap 0-1
            - checker_no_swap 0-1
            - bfd_no_swap 0-1
            - vrrp_cpu_affinity 1+
            - checker_cpu_affinity 1+
            - bfd_cpu_affinity 1+
            + vrrp_rlimit_rttime/vrrp_rlimit_rtime 1
            - checker_rlimit_rttime/checker_rlimit_rtime 1
            - bfd_rlimit_rttime/bfd_rlimit_rtime 1
            - notify_fifo 1-3
            - notify_fifo_script 1+ '
            - vrrp_notify_fifo 1-3
            - vrrp_notify_fifo_script 1+ '
            - lvs_notify_fifo 1-3
            - lvs_notify_fifo_script 1+ '
            - vrrp_notify_priority_changes 0-1
            - fifo_write_vrrp_states_on_reload 0-1
            - snmp_socket 0-1
            - enable_traps 0-1
            - enable_snmp_vrrp/enable_snmp_keepalived 0-1
            - enable_snmp_checker 0-1
            - enable_snmp_rfc 0-1
            - enable_snmp_rfcv2 0-1
            - enable_snmp_rfcv3 0-1
            - snmp_vs_stats_update_interval 1
            - snmp_rs_stats_update_interval 1
            - enable_dbus 0-1
            - dbus_service_name 1
            - dbus_no_interface_name 0-1
            - reload_check_config 0-1
            - reload_time_file 1
            - reload_repeat 0-1
            - reload_file 0-1
            - include_check 0+
            - config_save_dir 1
            - tmp_config_directory 1
            - state_dump_file 1
            - stats_dump_file 1
            - json_dump_file 1
            - data_use_instance 0-1
            - json_version 1
            - random_seed 1
            - iproute_usr_dir 1
            - iproute_etc_dir 1

            [track_file]
            - file 1
            - weight 1-2
            - init_file 0-2

            [bfd_instance]
            - neighbor_ip/neighbour_ip 1
            - source_ip 1
            - min_rx 1
            - min_tx 1
            - idle_tx 1
            - multiplier 1
            - passive 0-1
            - ttl/hoplimit 1
            - max_hops 1
            - multihop 0-1
            - weight 1-2
            - vrrp 0-1
            - checker 0-1

            [track_group]
            - group 0 & >names

            [garp_group]
            - interface 1
            - interfaces 0 & >interface_entries
            - garp_interval 1
            - gna_interval 1

            [SSL]
            - password 1 $
            - ca 1
            - certificate 1
            - key 1

            [emails entries]
            [names entries]
            [interface_entries entries]
            [addresses entries]
            [routes entries]
            [rules entries]
            """;
}
