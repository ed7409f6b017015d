package org.vipagent.simulation;

import org.vipagent.engine.Inbound;
import org.vipagent.engine.KernelPort;
import org.vipagent.node.NodeEffect;

/** The process's kernel thread: one thing at a time, the newest request first, then what the kernel had to tell. */
final class KernelWorker implements KernelPort {
    private static final long LEAST_NANOS = 30_000;
    private static final long USUAL_NANOS = 2_000_000;

    private final SimProcess process;
    private final SimKernel kernel;
    private final Dice dice;
    private NodeEffect.ApplyAddresses waiting;
    private boolean eventsWait = true;
    private boolean busy;

    KernelWorker(SimProcess process, SimKernel kernel, Dice dice) {
        this.process = process;
        this.kernel = kernel;
        this.dice = dice;
    }

    @Override
    public void apply(NodeEffect.ApplyAddresses request) {
        waiting = request;
        workOn();
    }

    void kernelChanged() {
        eventsWait = true;
        workOn();
    }

    void workOn() {
        if (!busy && (waiting != null || eventsWait)) {
            busy = true;
            process.after(dice.skewed(LEAST_NANOS, USUAL_NANOS + kernel.delayNanos()), this::work);
        }
    }

    private void work() {
        if (waiting != null) {
            NodeEffect.ApplyAddresses request = waiting;
            waiting = null;
            process.deliver(new Inbound.KernelApplied(kernel.apply(request)));
        } else {
            eventsWait = false;
            process.deliver(new Inbound.InterfacesChanged(kernel.interfaces()));
        }
        busy = false;
        workOn();
    }
}
