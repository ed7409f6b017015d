package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbound;
import org.vipagent.engine.PacketPort;
import org.vipagent.engine.ReadModeration;
import org.vipagent.linux.libc.Clocks;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Poller;
import org.vipagent.node.Channel;
import org.vipagent.node.KernelReport;
import org.vipagent.node.Node;
import org.vipagent.node.NodeConfig;
import org.vipagent.node.NodeEffect;

class EngineLoopTest {
    private static final CredentialsFiles NO_KEYS = new CredentialsFiles(Map.of());

    private static final class Nowhere implements PacketPort {
        @Override
        public void drain(Receiver receiver, int limit) {}

        @Override
        public void use(Set<Channel> channels) {}

        @Override
        public void send(NodeEffect.SendPacket packet) {}

        @Override
        public void probe(NodeEffect.ProbeRivals question) {}

        @Override
        public void ask(NodeEffect.AskNeighbour question) {}

        @Override
        public void announce(NodeEffect.AnnounceAddresses announcement) {}
    }

    @Test
    void endsAtOnceWhenThereIsNothingToGiveBack() throws Exception {
        Libc libc = Libc.load();
        CountDownLatch ended = new CountDownLatch(1);
        try (Poller poller = new Poller(libc, System::nanoTime)) {
            ThreadInbox inbox = new ThreadInbox(10, poller::wake);
            Node node = new Node(new NodeConfig(List.of()), new SplittableRandom(1), System.nanoTime());
            CountDownLatch kernelAsked = new CountDownLatch(1);
            Engine engine = new Engine(
                    node,
                    inbox,
                    new Engine.Ports(
                            new Nowhere(),
                            request -> {
                                inbox.put(new Inbound.KernelApplied(
                                        new KernelReport(request.generation(), Set.of(), Map.of())));
                                kernelAsked.countDown();
                            },
                            new Clouds(new Adapters(List.of(), NO_KEYS), NO_KEYS, inbox::put),
                            event -> {}));
            new Threads(fault -> {}).start("engine", () -> {
                EngineLoop.Manner manner = new EngineLoop.Manner(late -> {}, new ReadModeration(0));
                new EngineLoop(engine, poller, new Clocks(libc), manner).run();
                ended.countDown();
            });
            assertThat(kernelAsked.await(10, TimeUnit.SECONDS)).isTrue();
            CountDownLatch idle = new CountDownLatch(1);
            inbox.put(new Inbound.SnapshotRequested(snapshot -> idle.countDown()));
            assertThat(idle.await(10, TimeUnit.SECONDS)).isTrue();

            inbox.put(new Inbound.StopRequested());

            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
