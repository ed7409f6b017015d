package org.vipagent.daemon.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes down what is told. */
final class Listener implements Narrator {
    final List<String> told = new ArrayList<>();
    final List<Measurement> measurements = new ArrayList<>();

    @Override
    public void opening(List<String> words) {
        told.add("opening");
    }

    @Override
    public void chapter(int number, Chapter chapter) {
        told.add(number + " " + chapter.title());
    }

    @Override
    public void act(Duration at, Act act) {
        told.add(at.toMillis() + " > " + Words.of(act));
    }

    @Override
    public void scene(Duration at, Scene scene) {
        told.add(at.toMillis() + " " + scene.lb() + " " + scene.client());
    }

    @Override
    public void measured(Duration at, Measurement measurement) {
        measurements.add(measurement);
    }

    @Override
    public void failed(Duration at, String what, List<String> lastWords) {
        told.add("FAILED " + what + " " + lastWords);
    }

    @Override
    public void summary(Duration at, List<Measurement> all) {
        told.add("summary " + all.size());
    }

    @Override
    public void end() {
        told.add("end");
    }
}
