package org.vipagent.config;

/** keepalived's words for virtual servers, real servers and their checkers. */
final class LvsWords {
    private LvsWords() {}

    /** What all network checkers share. */
    private static final String CHECKER = """
            - connect_ip 1
            - connect_port 1
            - bindto 1
            - bind_port 1
            - bind_if 1
            - connect_timeout 1
            - fwmark 1
            - retry 1
            - delay_before_retry 1
            - warmup 1
            - delay_loop 1
            - alpha 0-1
            - log_all_failures 0-1
            """;

    static final String TABLE = """
            [virtual_server]
            - delay_loop 1
            - lb_algo/lvs_sched 1
            - lb_kind/lvs_method 1+
            - protocol 1
            - persistence_timeout 0-1
            - persistence_granularity 1
            - persistence_engine 1
            - hashed 0
            - ops 0
            - flag-1 0
            - flag-2 0
            - flag-3 0
            - sh-port 0
            - sh-fallback 0
            - mh-port 0
            - mh-fallback 0
            - real_server 1-2 & >real_server
            - sorry_server 1-2
            - sorry_server_inhibit 0
            - sorry_server_lvs_method 1+
            - quorum 1
            - hysteresis 1
            - quorum_up 1+ '
            - quorum_down 1+ '
            - weight 1
            - inhibit_on_failure 0-1
            - alpha 0-1
            - omega 0-1
            - ha_suspend 0
            - smtp_alert 0-1
            - virtualhost 1
            - snmp_name 1
            - ip_family 1
            - retry 1
            - delay_before_retry 1
            - warmup 1
            - connect_timeout 1

            [real_server]
            - weight 1
            - lvs_method 1+
            - uthreshold 1
            - lthreshold 1
            - inhibit_on_failure 0-1
            - alpha 0-1
            - retry 1
            - delay_before_retry 1
            - warmup 1
            - connect_timeout 1
            - delay_loop 1
            - smtp_alert 0-1
            - virtualhost 1
            - snmp_name 1
            - notify_up 1+ '
            - notify_down 1+ '
            - HTTP_GET 0 & >HTTP_GET
            - SSL_GET 0 & >HTTP_GET
            - TCP_CHECK 0 & >TCP_CHECK
            - UDP_CHECK 0 & >UDP_CHECK
            - SMTP_CHECK 0 & >SMTP_CHECK
            - DNS_CHECK 0 & >DNS_CHECK
            - MISC_CHECK 0 & >MISC_CHECK
            - PING_CHECK 0 & >PING_CHECK
            - FILE_CHECK 0 & >FILE_CHECK
            - BFD_CHECK 0 & >BFD_CHECK

            [MISC_CHECK]
            - misc_path 1+ '
            - misc_timeout 1
            - misc_dynamic 0-1
            - user 1-2
            - retry 1
            - delay_before_retry 1
            - warmup 1
            - delay_loop 1
            - alpha 0-1
            - log_all_failures 0-1

            [FILE_CHECK]
            - track_file 1
            - weight 1-2

            [BFD_CHECK]
            - name 1
            - alpha 0-1

            [url]
            - path 1
            - digest 1
            - status_code 1+
            - virtualhost 1
            - regex 1+ '
            - regex_no_match 0
            - regex_options 1+
            - regex_min_offset 1
            - regex_max_offset 1
            - regex_stack 2
            - tls_compliant 0-1

            [virtual_server_group entries]

            [TCP_CHECK]
            """
            + CHECKER
            + "[PING_CHECK]\n"
            + CHECKER
            + "[host]\n"
            + CHECKER
            + """
                    [SMTP_CHECK]
                    - helo_name 1
                    - host 0 & >host
                    """
            + CHECKER
            + """
                    [UDP_CHECK]
                    - payload 1+
                    - require_reply 0+
                    - min_reply_length 1
                    - max_reply_length 1
                    """
            + CHECKER
            + """
                    [DNS_CHECK]
                    - type 1
                    - name 1
                    """
            + CHECKER
            + """
                    [HTTP_GET]
                    - url 0 & >url
                    - nb_get_retry 1
                    - virtualhost 1
                    - http_protocol 1
                    - fast_recovery 0-1
                    - enable_sni 0-1
                    - sni_name 1
                    - tls_compliant 0-1
                    """
            + CHECKER;
}
