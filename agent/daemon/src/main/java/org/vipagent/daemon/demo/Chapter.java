package org.vipagent.daemon.demo;

import java.util.List;
import java.util.Optional;

/**
 * A part of the story.
 *
 * @param words what the reader should know before it happens
 * @param measured the line of the summary that it ends with, if it is measured
 */
record Chapter(String title, List<String> words, List<Act> acts, Optional<Measured> measured) {
    Chapter {
        words = List.copyOf(words);
        acts = List.copyOf(acts);
    }

    /**
     * What is measured from a chapter's start on.
     *
     * @param event in the summary's words
     * @param newMaster who takes over
     * @param cloudFollows whether the cloud is to move to the new master in this chapter
     */
    record Measured(String event, Follow follow, Balancer newMaster, boolean cloudFollows) {}

    static Chapter of(String title, List<String> words, Act... acts) {
        return new Chapter(title, words, List.of(acts), Optional.empty());
    }

    Chapter measuring(Measured what) {
        return new Chapter(title, words, acts, Optional.of(what));
    }
}
