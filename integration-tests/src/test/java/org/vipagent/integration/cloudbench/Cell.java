package org.vipagent.integration.cloudbench;

import org.vipagent.follow.FollowerConfig.Mode;

/**
 * One scene, played by everybody.
 *
 * @param script as command-line clients wait for jobs: they ask each two seconds
 * @param eagerScript one that asks for its job again at once: the quickest that goes one by one
 */
record Cell(Scene scene, Figures script, Figures eagerScript, Figures immediate, Figures auto) {
    static Cell play(Scene scene) {
        VirtualRun run = new VirtualRun(scene);
        return new Cell(
                scene,
                run.script(Script.USUAL_PAUSE),
                run.script(0),
                run.follower(Mode.IMMEDIATE),
                run.follower(Mode.AUTO));
    }

    /** How long {@code immediate} takes until all is settled, beside the script. */
    double ratio() {
        return immediate.settled() / script.settled();
    }

    /** The same beside the quickest script. */
    double eagerRatio() {
        return immediate.settled() / eagerScript.settled();
    }
}
