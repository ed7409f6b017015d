package org.vipagent.simulation;

import java.io.PrintStream;
import java.util.Optional;
import java.util.stream.LongStream;

/** Runs scenarios from the command line, so that a seed that failed can be looked at. */
public final class SimulateMain {
    private static final String USAGE = """
            usage: simulate [--seed N | --from N] [--count N] [--transcript]

              --seed N       one scenario
              --from N       the first seed of several (default 0)
              --count N      how many (default 1 with --seed, else 1000)
              --transcript   print what happens

            Exit code: 0 all was well, 1 something happened that must not, 2 wrong usage.
            """;
    private static final int FAILURES_SHOWN = 10;

    private final PrintStream out;
    private long from;
    private long count = 1000;
    private boolean transcript;

    private SimulateMain(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    /** As {@link #main}, but returns the exit code. */
    public static int run(String[] arguments, PrintStream out) {
        SimulateMain main = new SimulateMain(out);
        Optional<String> trouble = main.parse(arguments);
        if (trouble.isPresent()) {
            out.println("simulate: " + trouble.get());
            out.print(USAGE);
            return 2;
        }
        return main.play() == 0 ? 0 : 1;
    }

    private Optional<String> parse(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            if (option.equals("--transcript")) {
                transcript = true;
                continue;
            }
            if (!option.equals("--seed") && !option.equals("--from") && !option.equals("--count")) {
                return Optional.of("unknown argument '" + option + "'");
            }
            if (++i == arguments.length || !arguments[i].matches("-?[0-9]{1,18}")) {
                return Optional.of(option + " needs a number");
            }
            long value = Long.parseLong(arguments[i]);
            switch (option) {
                case "--seed" -> {
                    from = value;
                    count = 1;
                }
                case "--from" -> from = value;
                default -> count = value;
            }
        }
        return count < 1 ? Optional.of("--count must be at least 1") : Optional.empty();
    }

    private int play() {
        long began = System.nanoTime();
        LongStream seeds = LongStream.range(from, from + count);
        Tally tally = transcript
                ? Tally.of(seeds, seed -> Scenario.run(seed, Transcript.to(out::println)))
                : Tally.of(seeds.parallel(), seed -> Scenario.run(seed, Transcript.none()));
        for (Scenario.Outcome outcome : tally.failed().subList(0, Math.min(FAILURES_SHOWN, tally.failures()))) {
            out.println("seed " + outcome.seed() + ": " + outcome.violation().orElseThrow());
            out.println("    repeat it: " + outcome.repeat());
        }
        out.println(tally.describe((System.nanoTime() - began) / 1e9));
        return tally.failures();
    }
}
