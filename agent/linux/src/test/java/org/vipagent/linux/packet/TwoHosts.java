package org.vipagent.linux.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.vipagent.linux.libc.Descriptor;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Linux;
import org.vipagent.linux.libc.NativeBuffer;
import org.vipagent.linux.libc.NetworkNamespace;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.libc.SocketAddresses;
import org.vipagent.linux.libc.SocketMessage;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.node.NodeEffect;
import org.vipagent.vrrp.wire.Transport;

/** Two hosts on one cable, with addresses of both families that can be used at once. */
final class TwoHosts implements AutoCloseable {
    static final InterfaceName NEAR_DEVICE = new InterfaceName("v0");
    static final InterfaceName FAR_DEVICE = new InterfaceName("v1");
    static final int NEAR_INDEX = 7;
    static final int FAR_INDEX = 8;

    final Libc libc = Libc.load();
    final NetworkNamespace near = new NetworkNamespace();
    final NetworkNamespace far = new NetworkNamespace();

    TwoHosts() {
        near.connect("v0", far, "v1");
        near.ip("addr add 10.5.0.133/21 dev v0");
        far.ip("addr add 10.5.0.195/21 dev v1");
        near.ip("addr add fe80::133/64 dev v0 nodad");
        near.ip("addr add 2001:db8:5::133/64 dev v0 nodad");
        far.ip("addr add fe80::195/64 dev v1 nodad");
        far.ip("addr add 2001:db8:5::195/64 dev v1 nodad");
    }

    /** An address of the near host: what adverts of this family are sent from. */
    static IpAddress near(AddressFamily family) {
        return IpAddress.parse(family == AddressFamily.INET ? "10.5.0.133" : "fe80::133");
    }

    /** An address of the far host. */
    static IpAddress far(AddressFamily family) {
        return IpAddress.parse(family == AddressFamily.INET ? "10.5.0.195" : "fe80::195");
    }

    AdvertSocket nearSocket(AddressFamily family, Transport transport) {
        AdvertChannel channel = new AdvertChannel(NEAR_DEVICE, family, transport);
        return near.call(() -> AdvertSocket.open(libc, channel, NEAR_INDEX));
    }

    AdvertSocket farSocket(AddressFamily family, Transport transport) {
        AdvertChannel channel = new AdvertChannel(FAR_DEVICE, family, transport);
        return far.call(() -> AdvertSocket.open(libc, channel, FAR_INDEX));
    }

    /** A packet of the near host. */
    static NodeEffect.SendPacket packet(
            Transport transport, IpAddress source, IpAddress destination, int ttl, byte[] payload) {
        return new NodeEffect.SendPacket(NEAR_DEVICE, transport, source, destination, ttl, 0, payload);
    }

    void awaitReadable(Descriptor descriptor) throws ErrnoException {
        try (Poller poller = new Poller(libc, System::nanoTime);
                Poller.Watch watch = poller.watch(descriptor)) {
            assertThat(poller.await(System.nanoTime() + TimeUnit.SECONDS.toNanos(10)))
                    .as("something arrives")
                    .isTrue();
            assertThat(watch.isReady()).isTrue();
        }
    }

    /** Something that needs the kernel. */
    interface Action {
        void run() throws ErrnoException;
    }

    /**
     * Acts again and again until something arrives: when one end of a link comes up, the kernel opens the other end's
     * queue a moment later, and until then drops what is sent without a word.
     */
    void actUntilReadable(Descriptor descriptor, Action action) throws ErrnoException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        boolean arrived = false;
        try (Poller poller = new Poller(libc, System::nanoTime);
                Poller.Watch watch = poller.watch(descriptor)) {
            while (!arrived && System.nanoTime() < end) {
                action.run();
                arrived = poller.await(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100)) && watch.isReady();
            }
        }
        assertThat(arrived).as("something arrives").isTrue();
    }

    /** The next packet, which must be sound. */
    ReceivedPacket received(AdvertSocket socket) throws ErrnoException {
        awaitReadable(socket.descriptor());
        ReceivedPacket packet = new ReceivedPacket();
        assertThat(socket.receive(packet)).isTrue();
        assertThat(packet.flaw()).isEqualTo(ReceivedPacket.Flaw.NONE);
        return packet;
    }

    /** Hears all frames of a kind that reach the far host. */
    Descriptor farListener(int etherType) {
        return far.call(() -> {
            Descriptor listener = libc.socket(Linux.AF_PACKET, Linux.SOCK_RAW | Linux.SOCK_NONBLOCK, 0);
            NativeBuffer every = SocketAddresses.station(libc, etherType, MacAddress.BROADCAST)
                    .putInt(SocketAddresses.LINK_INTERFACE, FAR_INDEX);
            libc.bind(listener, every);
            return listener;
        });
    }

    /** The beginning of the next frame that is wanted: the kernels talk, too. */
    byte[] awaitFrame(Descriptor listener, int length, Predicate<byte[]> wanted) throws ErrnoException {
        SocketMessage message = libc.message(libc.allocate(2048), libc.allocate(20));
        byte[] frame = new byte[length];
        do {
            awaitReadable(listener);
            libc.receive(listener, message);
            message.data().get(0, frame, length);
        } while (!wanted.test(frame));
        return frame;
    }

    static byte[] payload(ReceivedPacket packet) {
        int from = packet.payloadOffset();
        return Arrays.copyOfRange(packet.bytes(), from, from + packet.payloadLength());
    }

    @Override
    public void close() {
        near.close();
        far.close();
    }
}
