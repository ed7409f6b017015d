package org.vipagent.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.node.CloudPlans;
import org.vipagent.node.FollowAnswer;
import org.vipagent.node.InterfaceState;
import org.vipagent.node.KernelReport;
import org.vipagent.node.Node;
import org.vipagent.node.NodeConfig;
import org.vipagent.node.NodeSnapshot;

/** What other threads bring to the engine. */
public sealed interface Inbound {
    /** Gives the message to the node; runs on the engine thread. */
    void deliver(Node node, long now);

    /** The kernel's interfaces and addresses, all of them, as they are now. */
    record InterfacesChanged(List<InterfaceState> interfaces) implements Inbound {
        @Override
        public void deliver(Node node, long now) {
            node.interfaces(interfaces, now);
        }
    }

    /** What became of a kernel request. */
    record KernelApplied(KernelReport report) implements Inbound {
        @Override
        public void deliver(Node node, long now) {
            node.kernelApplied(report, now);
        }
    }

    /** The answer to a look. */
    record CloudLooked(String instance, long ticket, Observation observation) implements Inbound {
        @Override
        public void deliver(Node node, long now) {
            node.cloudLooked(instance, ticket, observation, now);
        }
    }

    /** What became of a stage. */
    record CloudExecuted(String instance, long ticket, Stage stage, StageOutcome outcome) implements Inbound {
        @Override
        public void deliver(Node node, long now) {
            node.cloudExecuted(instance, ticket, stage, outcome, now);
        }
    }

    /** A call of a stage failed, and the stage goes on. */
    record CloudTroubled(String instance, long ticket, CloudFailure failure) implements Inbound {
        @Override
        public void deliver(Node node, long now) {
            node.cloudTroubled(instance, ticket, failure, now);
        }
    }

    /**
     * The operator wants the cloud to follow at once.
     *
     * @param instance empty: all
     * @param receiver called on the engine thread; must not block
     */
    record FollowRequested(Optional<String> instance, Consumer<List<FollowAnswer>> receiver) implements Inbound {
        @Override
        public void deliver(Node node, long now) {
            receiver.accept(node.followNow(instance, now));
        }
    }

    /**
     * Somebody wants to see what would be done in the clouds.
     *
     * @param receiver called on the engine thread; must not block
     */
    record PlansRequested(Consumer<List<CloudPlans>> receiver) implements Inbound {
        @Override
        public void deliver(Node node, long now) {
            receiver.accept(node.cloudPlans(now));
        }
    }

    /**
     * Go on with another configuration.
     *
     * @param receiver told whether it was taken over: not while stopping; called on the engine thread before anything of
     *     it takes effect outside the node; must not block
     */
    record Reconfigured(NodeConfig config, Consumer<Boolean> receiver) implements Inbound {
        @Override
        public void deliver(Node node, long now) {
            receiver.accept(node.reconfigured(config, now));
        }
    }

    /** Hand mastership over and give everything back. */
    record StopRequested() implements Inbound {
        @Override
        public void deliver(Node node, long now) {
            node.stop(now);
        }
    }

    /**
     * Somebody wants to see the state.
     *
     * @param receiver called on the engine thread; must not block
     */
    record SnapshotRequested(Consumer<NodeSnapshot> receiver) implements Inbound {
        @Override
        public void deliver(Node node, long now) {
            receiver.accept(node.snapshot(now));
        }
    }
}
