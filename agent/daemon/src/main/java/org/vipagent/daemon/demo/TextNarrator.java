package org.vipagent.daemon.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Tells a story in lines of text: one for each thing that is done, and one for each change that is seen. */
final class TextNarrator implements Narrator {
    private static final String ROW = "%9s  %-9s %-9s  %-13s  %-12s  %-12s  %s";

    private static final List<String> CLOSING = List.of(
            "Read on: docs/architecture.md says how and why; 'vipagent --help' shows what there is;",
            "'vipagent check -f FILE' tells what it makes of your keepalived.conf.");

    private final PrintWriter out;
    private boolean ended;
    private final Ink ink;

    TextNarrator(PrintWriter out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    @Override
    public synchronized void opening(List<String> words) {
        words.forEach(this::print);
    }

    @Override
    public synchronized void chapter(int number, Chapter chapter) {
        print("");
        print(ink.bold(number + ". " + chapter.title()));
        chapter.words().forEach(line -> print("   " + ink.dim(line)));
        print(ink.dim(ROW.formatted(
                "", "LB", "LB-backup", "VIP in kernel", "secondary IP", "port 80 to", "client answered by")));
    }

    @Override
    public synchronized void act(Duration at, Act act) {
        print("%9s  ".formatted(Words.seconds(at)) + ink.bold("> " + Words.of(act)));
    }

    @Override
    public synchronized void scene(Duration at, Scene scene) {
        print(ROW.formatted(
                Words.seconds(at),
                state(scene.lb(), 9),
                state(scene.backup(), 9),
                padded(scene.vip(), 13),
                padded(scene.secondaryIp(), 12),
                padded(scene.forward(), 12),
                scene.client().equals(Scene.NONE) ? ink.red("nobody") : ink.green(scene.client())));
    }

    private String state(String state, int width) {
        String text = pad(state, width);
        return state.equals("MASTER") ? ink.green(text) : state.equals("FAULT") ? ink.red(text) : text;
    }

    private String padded(String holder, int width) {
        String text = pad(holder, width);
        return holder.equals(Scene.NONE) || holder.contains("+") ? ink.red(text) : text;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    @Override
    public synchronized void measured(Duration at, Measurement measurement) {
        print("%9s  ".formatted(Words.seconds(at)) + ink.bold("= " + Words.of(measurement)));
        Words.ofCloud(measurement).ifPresent(words -> print("%9s  ".formatted("") + ink.bold("  " + words)));
    }

    @Override
    public synchronized void failed(Duration at, String what, List<String> lastWords) {
        print("");
        print(ink.red("FAILED after " + Words.seconds(at) + ": " + what));
        lastWords.forEach(this::print);
    }

    @Override
    public synchronized void summary(Duration at, List<Measurement> measurements) {
        print("");
        print(ink.bold("What it cost") + " (the story took " + Words.seconds(at) + ")");
        new SummaryTable(measurements).lines().forEach(this::print);
        print("");
        CLOSING.forEach(this::print);
    }

    @Override
    public synchronized void end() {
        ended = true;
    }

    private void print(String line) {
        if (ended) {
            return;
        }
        out.println(line.stripTrailing());
        out.flush();
    }
}
