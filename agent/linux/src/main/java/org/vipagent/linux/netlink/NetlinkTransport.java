package org.vipagent.linux.netlink;

import java.io.IOException;

/** The kernel as something that takes request bytes and gives reply bytes. */
public interface NetlinkTransport extends AutoCloseable {
    /**
     * Sends one datagram: one message or several behind each other.
     *
     * @throws IOException if the kernel does not take it
     */
    void send(byte[] datagram) throws IOException;

    /**
     * The next datagram from the kernel. A request transport waits for it and fails after a while; an event transport
     * gives an empty array where none is there.
     *
     * @throws IOException if there was an error, or datagrams were lost (ENOBUFS)
     */
    byte[] receive() throws IOException;

    @Override
    void close();
}
