package org.vipagent.linux.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.vipagent.linux.libc.Errno;

/** The message that ends a reply: an acknowledgement, an error, or the end of a dump. */
final class Reply {
    private static final int ERROR_LENGTH = Integer.BYTES;

    private Reply() {}

    static boolean isEnd(NetlinkMessage message) {
        return message.type() == Netlink.NLMSG_ERROR
                || message.type() == Netlink.NLMSG_DONE
                || message.type() == Netlink.NLMSG_OVERRUN;
    }

    static void refuseError(NetlinkMessage end, int requestType) throws NetlinkException, MalformedMessageException {
        Optional<NetlinkException> error = error(end, requestType);
        if (error.isPresent()) {
            throw error.get();
        }
    }

    /** Why the request was refused; empty if it was not. */
    static Optional<NetlinkException> error(NetlinkMessage end, int requestType) throws MalformedMessageException {
        if (end.type() == Netlink.NLMSG_OVERRUN) {
            return Optional.of(new NetlinkException(Errno.ENOBUFS, name(requestType), "replies were lost"));
        }
        // The end of a dump carries its error here too; a few old families send it without.
        if (end.type() == Netlink.NLMSG_DONE && end.payloadLength() < ERROR_LENGTH) {
            return Optional.empty();
        }
        int errno = -end.fixedHeader(ERROR_LENGTH).getInt(0);
        return errno == 0
                ? Optional.empty()
                : Optional.of(new NetlinkException(errno, name(requestType), kernelText(end)));
    }

    /** How a request is called in an error; the families that have names for their types say more themselves. */
    static String name(int requestType) {
        return "netlink request " + requestType;
    }

    private static String kernelText(NetlinkMessage end) throws MalformedMessageException {
        if (!end.has(Netlink.NLM_F_ACK_TLVS)) {
            return "";
        }
        int before = ERROR_LENGTH;
        if (end.type() == Netlink.NLMSG_ERROR) {
            before += echoLength(end);
        }
        String text = "";
        AttributeReader attributes = end.attributes(before);
        while (attributes.next()) {
            if (attributes.type() == Netlink.NLMSGERR_ATTR_MSG) {
                text = attributes.asString();
            }
        }
        attributes.finish();
        return text;
    }

    /** An error repeats the request's header and, unless it is capped, the whole request. */
    private static int echoLength(NetlinkMessage end) throws MalformedMessageException {
        ByteBuffer header = end.fixedHeader(ERROR_LENGTH + Netlink.HEADER_LENGTH);
        int echoed = header.getInt(ERROR_LENGTH);
        if (end.has(Netlink.NLM_F_CAPPED)) {
            return Netlink.HEADER_LENGTH;
        }
        if (echoed < Netlink.HEADER_LENGTH || echoed > end.payloadLength() - ERROR_LENGTH) {
            throw new MalformedMessageException("an error that repeats " + echoed + " bytes");
        }
        return echoed;
    }
}
