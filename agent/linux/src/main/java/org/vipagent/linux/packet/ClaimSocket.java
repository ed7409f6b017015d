package org.vipagent.linux.packet;

import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.ErrnoException;

/** Hears who says to have an address. Non-blocking; for one thread. Needs CAP_NET_RAW. */
public interface ClaimSocket extends AutoCloseable {
    /** To wait for claims. */
    Descriptor descriptor();

    /**
     * Takes the next claim; what is none is passed over.
     *
     * @return null if nothing waits
     * @throws ErrnoException if the kernel reports an error of the socket, ENETDOWN after an interface went down for one
     */
    Claim next() throws ErrnoException;

    @Override
    void close();
}
