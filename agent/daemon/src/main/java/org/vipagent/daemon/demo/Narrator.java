package org.vipagent.daemon.demo;

import java.time.Duration;
import java.util.List;

/** Tells a story as it happens. Times are since its start. Safe to end from another thread. */
interface Narrator {
    /** Where it plays, and what is connected with what. */
    void opening(List<String> words);

    void chapter(int number, Chapter chapter);

    void act(Duration at, Act act);

    /** Something that can be seen has changed. */
    void scene(Duration at, Scene scene);

    void measured(Duration at, Measurement measurement);

    /** Something did not go as told. */
    void failed(Duration at, String what, List<String> lastWords);

    /** The end, of a story that went as told. */
    void summary(Duration at, List<Measurement> measurements);

    /** Tells nothing from here on. */
    void end();
}
