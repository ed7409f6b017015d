package org.vipagent.linux.netlink;

import org.vipagent.linux.libc.ErrnoException;

/** The kernel refused a request: the error number and, where it gave any, its own words for the reason. */
public final class NetlinkException extends ErrnoException {
    private final String kernelText;

    /**
     * @param errno positive
     * @param request what was asked
     * @param kernelText the extended acknowledgement's message; empty if there was none
     */
    public NetlinkException(int errno, String request, String kernelText) {
        super(errno, request, kernelText);
        this.kernelText = kernelText;
    }

    /** The kernel's words: {@code "ipv4: Invalid prefix length"}; empty if it gave none. */
    public String kernelText() {
        return kernelText;
    }
}
