package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.engine.Inbound;
import org.vipagent.node.NodeSnapshot;

class EngineSnapshotsTest {
    private final List<Inbound.SnapshotRequested> requests = new ArrayList<>();

    private static NodeSnapshot snapshot(long at) {
        return new NodeSnapshot(at, List.of(), List.of(), 0);
    }

    @Test
    void givesWhatTheEngineAnswers() {
        EngineSnapshots snapshots = new EngineSnapshots(
                message -> ((Inbound.SnapshotRequested) message).receiver().accept(snapshot(7)), 10_000);

        assertThat(snapshots.get()).contains(snapshot(7));
        assertThat(snapshots.get()).contains(snapshot(7));
    }

    @Test
    void doesNotPileUpRequestsForAnEngineThatHangs() {
        EngineSnapshots snapshots =
                new EngineSnapshots(message -> requests.add((Inbound.SnapshotRequested) message), 1);

        assertThat(snapshots.get()).isEmpty();
        assertThat(snapshots.get()).isEmpty();
        assertThat(requests).hasSize(1);
    }

    @Test
    void asksAnewAfterALateAnswer() {
        EngineSnapshots snapshots =
                new EngineSnapshots(message -> requests.add((Inbound.SnapshotRequested) message), 1);
        assertThat(snapshots.get()).isEmpty();
        requests.get(0).receiver().accept(snapshot(7));

        assertThat(snapshots.get()).isEmpty();
        assertThat(requests).hasSize(2);
    }
}
