package org.vipagent.linux.netlink;

/** Numbers and sizes of linux/netlink.h. */
public final class Netlink {
    /** Size of {@code struct nlmsghdr}: length, type, flags, sequence, port. */
    public static final int HEADER_LENGTH = 16;
    /** Size of {@code struct nlattr}: length, type. */
    public static final int ATTRIBUTE_HEADER_LENGTH = 4;
    /** The longest attribute, its header included: the length field has 16 bits. */
    public static final int ATTRIBUTE_MAXIMUM = 0xffff;

    public static final int NLMSG_NOOP = 1;
    public static final int NLMSG_ERROR = 2;
    public static final int NLMSG_DONE = 3;
    public static final int NLMSG_OVERRUN = 4;

    public static final int NLM_F_REQUEST = 0x01;
    public static final int NLM_F_MULTI = 0x02;
    public static final int NLM_F_ACK = 0x04;
    /** The table changed while it was dumped: what came is no consistent picture. */
    public static final int NLM_F_DUMP_INTR = 0x10;

    public static final int NLM_F_DUMP = 0x300;
    public static final int NLM_F_REPLACE = 0x100;
    public static final int NLM_F_EXCL = 0x200;
    public static final int NLM_F_CREATE = 0x400;
    public static final int NLM_F_APPEND = 0x800;

    /** In an error: the request's payload was left out. */
    public static final int NLM_F_CAPPED = 0x100;
    /** In an error or an end of a dump: attributes with the kernel's words follow. */
    public static final int NLM_F_ACK_TLVS = 0x200;

    public static final int NLMSGERR_ATTR_MSG = 1;

    /** Set in the type of an attribute that holds attributes. */
    public static final int NLA_F_NESTED = 0x8000;
    /** What is left of an attribute's type without NLA_F_NESTED and NLA_F_NET_BYTEORDER. */
    public static final int NLA_TYPE_MASK = 0x3fff;

    private Netlink() {}

    /** The next multiple of 4: where the next message or attribute starts (NLMSG_ALIGN, NLA_ALIGN). */
    static int aligned(int length) {
        return length + 3 & ~3;
    }
}
