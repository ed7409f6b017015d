package org.vipagent.daemon.demo;

import org.vipagent.daemon.lab.Lab;

/** Sees to it that nothing is left when the process is told to end before the story does. */
final class CleanUp {
    private CleanUp() {}

    /** From here on the laboratory goes when the process does. */
    static void atExit(Lab lab, Narrator narrator) {
        Runnable cleaning = () -> {
            // What is seen while the stage is taken down is no part of the story.
            narrator.end();
            lab.close();
        };
        Runtime.getRuntime().addShutdownHook(new Thread(cleaning, "clean-up"));
    }
}
