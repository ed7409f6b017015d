package org.vipagent.linux.route;

/** Numbers of the kernel's headers for links and addresses, grouped by header. */
final class Rtnetlink {
    private Rtnetlink() {}

    // linux/rtnetlink.h
    static final int RTM_NEWLINK = 16;
    static final int RTM_DELLINK = 17;
    static final int RTM_GETLINK = 18;
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;
    static final int RTM_GETADDR = 22;
    static final int RTM_NEWROUTE = 24;
    static final int RTM_DELROUTE = 25;
    static final int RTM_GETROUTE = 26;
    static final int RTM_NEWNETCONF = 80;
    static final int RTMGRP_LINK = 0x1;
    static final int RTMGRP_IPV4_IFADDR = 0x10;
    static final int RTMGRP_IPV4_ROUTE = 0x40;
    static final int RTMGRP_IPV6_IFADDR = 0x100;
    static final int RTMGRP_IPV6_ROUTE = 0x400;
    /** The bit of RTNLGRP_IPV6_NETCONF, 25, which is too young for a name of its own. */
    static final int RTMGRP_IPV6_NETCONF = 1 << 24;

    static final int RTN_UNICAST = 1;
    static final int RTA_OIF = 4;
    static final int RTA_GATEWAY = 5;
    static final int RTA_MULTIPATH = 9;
    /** Size of {@code struct rtmsg}: family, lengths, TOS, table, protocol, scope, type, flags. */
    static final int ROUTE_HEADER_LENGTH = 12;
    /** Size of {@code struct rtnexthop}: length, flags, hops, interface. */
    static final int NEXT_HOP_LENGTH = 8;

    static final int RTEXT_FILTER_SKIP_STATS = 1 << 3;
    /** Size of {@code struct ifinfomsg}: family, padding, type, index, flags, change. */
    static final int LINK_HEADER_LENGTH = 16;

    // linux/if_link.h
    static final int IFLA_ADDRESS = 1;
    static final int IFLA_IFNAME = 3;
    static final int IFLA_MTU = 4;
    static final int IFLA_OPERSTATE = 16;
    static final int IFLA_AF_SPEC = 26;
    static final int IFLA_EXT_MASK = 29;
    static final int IFLA_CARRIER = 33;
    static final int IFLA_INET6_CONF = 2;

    // linux/ipv6.h
    static final int DEVCONF_FORWARDING = 0;

    // linux/if.h
    static final int IFF_UP = 0x1;
    static final int IFF_LOOPBACK = 0x8;
    static final int IFF_LOWER_UP = 0x10000;

    // linux/if_addr.h
    static final int IFA_ADDRESS = 1;
    static final int IFA_LOCAL = 2;
    static final int IFA_LABEL = 3;
    static final int IFA_BROADCAST = 4;
    static final int IFA_CACHEINFO = 6;
    static final int IFA_FLAGS = 8;
    static final int IFA_F_SECONDARY = 0x01;
    static final int IFA_F_NODAD = 0x02;
    static final int IFA_F_OPTIMISTIC = 0x04;
    static final int IFA_F_DADFAILED = 0x08;
    static final int IFA_F_TENTATIVE = 0x40;
    static final int IFA_F_NOPREFIXROUTE = 0x200;
    /** Size of {@code struct ifaddrmsg}: family, prefix length, flags, scope, index. */
    static final int ADDRESS_HEADER_LENGTH = 8;
    /** Size of {@code struct ifa_cacheinfo}: preferred, valid, created, updated. */
    static final int CACHE_INFO_LENGTH = 16;
    /** A lifetime without end, net/ipv6.h INFINITY_LIFE_TIME. */
    static final int INFINITE = 0xffffffff;
}
