package org.vipagent.engine;

import java.util.List;
import java.util.function.Consumer;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.node.InterfaceState;
import org.vipagent.node.KernelReport;
import org.vipagent.node.Node;
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

    /** The outcome of a step. */
    record CloudExecuted(String instance, long ticket, Step step, StepOutcome outcome) implements Inbound {
        @Override
        public void deliver(Node node, long now) {
            node.cloudExecuted(instance, ticket, step, outcome, now);
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
