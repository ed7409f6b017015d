package org.vipagent.daemon.lab;

import java.net.NetworkInterface;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.packet.AdvertChannel;
import org.vipagent.linux.packet.AdvertSocket;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.AdvertCodec;
import org.vipagent.vrrp.wire.AdvertFormat;
import org.vipagent.vrrp.wire.Transport;

/**
 * Somebody on the segment who sends adverts that are not his to send, at a steady rate. The packets are made before the
 * flood begins, so that sending costs little beside what receiving them costs.
 */
public final class AdvertFlood implements AutoCloseable {
    // Packets that are due together go together: waiting for each alone would cost more than sending it.
    private static final long BETWEEN_BATCHES_NANOS = 1_000_000L;

    private final Settings settings;
    private final AdvertSocket socket;
    private final Thread thread;
    private volatile long sent;
    private volatile boolean closed;

    private AdvertFlood(Host host, Settings settings) {
        this.settings = settings;
        this.socket = host.namespace().call(() -> {
            InterfaceName device = new InterfaceName(Host.INTERFACE);
            int index = NetworkInterface.getByName(device.name()).getIndex();
            AdvertChannel channel = new AdvertChannel(device, AddressFamily.INET, Transport.VRRP);
            return AdvertSocket.open(Libc.load(), channel, index);
        });
        this.thread = host.namespace().start("flood-" + host.name(), this::run);
    }

    /**
     * A packet that claims something.
     *
     * @param source the sender it shows, true or not
     * @param destination the group or one machine
     * @param ttl 1 to 255
     * @param message the VRRP message, sound or not, at most 2028 bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes to be sent, never compared
    public record Forgery(IpAddress source, IpAddress destination, int ttl, byte[] message) {
        /** An advert to the group that is sound in itself. */
        public static Forgery of(AdvertFormat format, int priority, IpAddress source) {
            byte[] message = new byte[AdvertCodec.MAXIMUM_LENGTH];
            IpAddress group = AdvertCodec.group(format.family());
            int length = AdvertCodec.encode(format, priority, source, group, message);
            return new Forgery(source, group, 255, Arrays.copyOf(message, length));
        }

        /** The same with another TTL. */
        public Forgery withTtl(int other) {
            return new Forgery(source, destination, other, message);
        }
    }

    /**
     * What to send.
     *
     * @param packetsPerSecond 1 to 100,000; what is late goes as soon as it can, see {@link #sent} for the rate that
     *     came of it
     * @param forgeries sent in turn
     */
    public record Settings(int packetsPerSecond, List<Forgery> forgeries) {
        public Settings {
            if (packetsPerSecond < 1 || packetsPerSecond > 100_000 || forgeries.isEmpty()) {
                throw new IllegalArgumentException(packetsPerSecond + " packets a second of " + forgeries.size());
            }
            forgeries = List.copyOf(forgeries);
        }
    }

    /** Begins to send from a host. */
    public static AdvertFlood start(Host host, Settings settings) {
        return new AdvertFlood(host, settings);
    }

    /** How many packets have left. */
    public long sent() {
        return sent;
    }

    private void run() {
        List<NodeEffect.SendPacket> forgeries =
                settings.forgeries().stream().map(AdvertFlood::packet).toList();
        long startedAt = System.nanoTime();
        try {
            long count = 0;
            while (!closed) {
                long due = (System.nanoTime() - startedAt) / 1_000 * settings.packetsPerSecond() / 1_000_000;
                while (count < due && !closed && socket.send(forgeries.get((int) (count % forgeries.size())))) {
                    count++;
                    sent = count;
                }
                LockSupport.parkNanos(BETWEEN_BATCHES_NANOS);
            }
        } catch (ErrnoException e) {
            throw new LabException("the flood ends after " + sent + " packets: " + e.getMessage(), e);
        }
    }

    private static NodeEffect.SendPacket packet(Forgery forgery) {
        return new NodeEffect.SendPacket(
                new InterfaceName(Host.INTERFACE),
                Transport.VRRP,
                forgery.source(),
                forgery.destination(),
                forgery.ttl(),
                0,
                forgery.message());
    }

    /** Ends it; how many were {@link #sent} stays known. */
    @Override
    public void close() {
        closed = true;
        Await.end(thread);
        socket.close();
    }
}
