package org.vipagent.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Chance, all of it out of one seed. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Independent dice, so that one part's throws do not shift another's. */
    Dice split() {
        return new Dice(random.split());
    }

    /** A generator for code that wants one. */
    RandomGenerator generator() {
        return random.split();
    }

    /**
     * Whether something happens.
     *
     * @param probability 0 to 1
     */
    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** A whole number from 0 to {@code bound} − 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number of a range, both ends included. */
    long between(long least, long most) {
        return least >= most ? least : random.nextLong(least, most + 1);
    }

    /** A duration of a range, mostly near its lower end: each doubling is as likely as the next. */
    long skewed(long least, long most) {
        double octaves = Math.log((double) most / least);
        return (long) (least * Math.exp(octaves * random.nextDouble()));
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One of several numbers. */
    long among(long... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
