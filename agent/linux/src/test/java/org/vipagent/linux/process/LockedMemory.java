package org.vipagent.linux.process;

import org.vipagent.linux.libc.Libc;

/** A program for {@link SchedulingTest}: locks its memory and prints how many KiB are locked and resident. */
final class LockedMemory {
    private LockedMemory() {}

    public static void main(String[] arguments) throws Exception {
        new Scheduling(Libc.load()).lockMemory();
        ProcessStatus status = ProcessStatus.ofThisProcess();
        System.out.println(status.lockedKibibytes() + " " + status.residentKibibytes());
    }
}
