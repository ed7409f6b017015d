package org.vipagent.daemon;

import org.vipagent.engine.Rehearsal;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.packet.FrameSocket;
import org.vipagent.linux.route.KernelAddresses;
import org.vipagent.net.MacAddress;
import org.vipagent.node.NodeConfig;
import org.vipagent.node.NodeEffect;

/**
 * The elections of a {@link Rehearsal} with the classes that speak to the network and the kernel, before the agent
 * takes part: everything is made as it would be sent, and nothing leaves. The first takeover then comes as soon as the
 * later ones.
 */
final class DryRun implements AutoCloseable {
    /** No interface has this number: the kernel refuses with ENXIO what is sent there. */
    private static final int NO_INTERFACE = 0;

    private static final MacAddress STATION = new MacAddress(0x02_00_00_00_00_01L);

    private final Wire wire;
    private final FrameSocket frames;

    private DryRun(Libc libc, Wire wire) throws ErrnoException {
        this.wire = wire;
        this.frames = FrameSocket.open(libc);
    }

    /**
     * Plays once. A second time would gain nothing that can be measured.
     *
     * @param wire that has not been told of any interface yet, and so sends nothing
     * @return how many of the configuration's kinds of instances became master, of how many
     * @throws ErrnoException EPERM without CAP_NET_RAW
     */
    static Result play(NodeConfig config, Libc libc, Wire wire) throws ErrnoException {
        Rehearsal rehearsal = new Rehearsal(config);
        try (DryRun run = new DryRun(libc, wire)) {
            return new Result(rehearsal.play(run::perform), rehearsal.players());
        }
    }

    /** What came of it. */
    record Result(int masters, int players) {}

    private void perform(NodeEffect effect) {
        if (effect instanceof NodeEffect.SendPacket packet) {
            wire.send(packet);
        } else if (effect instanceof NodeEffect.AnnounceAddresses announcement) {
            wire.announce(announcement);
            refused(() -> frames.announce(
                    new FrameSocket.Station(NO_INTERFACE, STATION, false),
                    announcement.addresses().get(0)));
        } else if (effect instanceof NodeEffect.ProbeRivals question) {
            wire.probe(question);
            refused(() -> frames.ask(new FrameSocket.Question(
                    NO_INTERFACE, STATION, question.source(), question.address(), question.everyone())));
        } else if (effect instanceof NodeEffect.ApplyAddresses request) {
            KernelAddresses.rehearse(request);
        }
    }

    private interface Sending {
        boolean send() throws ErrnoException;
    }

    private static void refused(Sending sending) {
        try {
            sending.send();
        } catch (ErrnoException e) {
            // That is the point of the number.
            if (e.errno() != Errno.ENXIO) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        frames.close();
    }
}
