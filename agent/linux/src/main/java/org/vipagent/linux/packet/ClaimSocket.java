package org.vipagent.linux.packet;

import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.ErrnoException;

/** Hears who says to have an address. Non-blocking; for one thread. Needs CAP_NET_RAW. */
public interface ClaimSocket extends AutoCloseable {
    /** To wait for claims. */
    Descriptor descriptor();

    /**
     * Takes the next packet, whether somebody claims an address in it or not: whoever reads can count both.
     *
     * @return false if nothing waits
     * @throws ErrnoException if the kernel reports an error of the socket, ENETDOWN after an interface went down for
     * one
     */
    boolean receive() throws ErrnoException;

    /** What the packet says that was received last; null if nobody claims an address in it. */
    Claim claim();

    @Override
    void close();
}
