package org.vipagent.simulation;

/** Each mastership of a process has a greater epoch than the one before. */
final class EpochsRise implements SafetyCheck {
    private final Watch watch;
    private final long[][] last;
    private final int[] boots;

    EpochsRise(Watch watch, int machines, int instances) {
        this.watch = watch;
        this.last = new long[machines][instances];
        this.boots = new int[machines];
    }

    @Override
    public void ticket(SimMachine machine, int instance, long ticket) {
        mastership(machine, instance, ticket);
    }

    @Override
    public void mastership(SimMachine machine, int instance, long epoch) {
        int index = machine.index();
        if (boots[index] != machine.boots()) {
            boots[index] = machine.boots();
            last[index] = new long[last[index].length];
        }
        if (epoch == 0) {
            return;
        }
        if (epoch <= last[index][instance]) {
            watch.report(
                    "epochs rise", machine.name() + " begins mastership " + epoch + " after " + last[index][instance]);
        }
        last[index][instance] = epoch;
    }
}
