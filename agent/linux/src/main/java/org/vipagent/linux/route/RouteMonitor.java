package org.vipagent.linux.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.netlink.MalformedMessageException;
import org.vipagent.linux.netlink.NetlinkMessage;
import org.vipagent.linux.netlink.NetlinkSocket;
import org.vipagent.linux.netlink.NetlinkTransport;

/**
 * Hears of links and addresses that change, or of default routes. Never blocks; for one thread. Open it before the first reading of the
 * tables, so that nothing falls between.
 */
public final class RouteMonitor implements AutoCloseable {
    private static final int GROUPS = Rtnetlink.RTMGRP_LINK
            | Rtnetlink.RTMGRP_IPV4_IFADDR
            | Rtnetlink.RTMGRP_IPV6_IFADDR
            | Rtnetlink.RTMGRP_IPV6_NETCONF;
    private static final int ROUTE_GROUPS = Rtnetlink.RTMGRP_IPV4_ROUTE | Rtnetlink.RTMGRP_IPV6_ROUTE;

    /** Some thousand events: a node with 1,000 addresses renews them all in one go. */
    private static final int BUFFER_LENGTH = 4 << 20;

    private final NetlinkTransport transport;

    /**
     * Over an open subscription.
     *
     * @param transport subscribed to links and addresses, or to routes; gives an empty datagram where nothing waits
     */
    public RouteMonitor(NetlinkTransport transport) {
        this.transport = transport;
    }

    /**
     * A socket for the monitor; to be watched for readiness. Needs CAP_NET_ADMIN for its buffer.
     *
     * @throws ErrnoException if the kernel refuses it
     */
    public static NetlinkSocket socket(Libc libc) throws ErrnoException {
        return NetlinkSocket.forEvents(libc, Linux.NETLINK_ROUTE, GROUPS, BUFFER_LENGTH);
    }

    /**
     * The same for a monitor that hears of routes alone, of which a router may have many that change.
     *
     * @throws ErrnoException if the kernel refuses it
     */
    public static NetlinkSocket routeSocket(Libc libc) throws ErrnoException {
        return NetlinkSocket.forEvents(libc, Linux.NETLINK_ROUTE, ROUTE_GROUPS, BUFFER_LENGTH);
    }

    /**
     * Everything that waits, in the kernel's order. Lost events and events that cannot be read appear as
     * {@link RouteEvent.ResyncNeeded}.
     *
     * @throws IOException if the socket itself fails
     */
    public List<RouteEvent> poll() throws IOException {
        List<RouteEvent> events = new ArrayList<>();
        while (true) {
            try {
                byte[] datagram = transport.receive();
                if (datagram.length == 0) {
                    return events;
                }
                for (NetlinkMessage message : NetlinkMessage.split(datagram)) {
                    take(message, events);
                }
            } catch (MalformedMessageException e) {
                events.add(new RouteEvent.ResyncNeeded(e.getMessage()));
            } catch (ErrnoException e) {
                if (e.errno() != Errno.ENOBUFS) {
                    throw e;
                }
                events.add(new RouteEvent.ResyncNeeded("more events than the socket's buffer holds"));
            }
        }
    }

    private static void take(NetlinkMessage message, List<RouteEvent> events) throws MalformedMessageException {
        switch (message.type()) {
            case Rtnetlink.RTM_NEWLINK -> {
                if (LinkCodec.isAboutLink(message)) {
                    events.add(new RouteEvent.LinkChanged(LinkCodec.parse(message)));
                }
            }
            case Rtnetlink.RTM_DELLINK -> {
                if (LinkCodec.isAboutLink(message)) {
                    events.add(new RouteEvent.LinkRemoved(LinkCodec.parse(message)));
                }
            }
            case Rtnetlink.RTM_NEWADDR ->
                AddressCodec.parse(message).ifPresent(address -> events.add(new RouteEvent.AddressChanged(address)));
            case Rtnetlink.RTM_DELADDR ->
                AddressCodec.parse(message).ifPresent(address -> events.add(new RouteEvent.AddressRemoved(address)));
            case Rtnetlink.RTM_NEWROUTE, Rtnetlink.RTM_DELROUTE -> {
                if (RouteCodec.isDefault(message)) {
                    events.add(new RouteEvent.DefaultRouteChanged());
                }
            }
            case Rtnetlink.RTM_NEWNETCONF -> events.add(new RouteEvent.SettingChanged());
            default -> {}
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
