package org.vipagent.simulation;

import java.util.List;
import java.util.Optional;

/**
 * Reads what operators write: {@code pause B 4s}, {@code cut A to B}, {@code loss 20% at 30s}. Small on purpose; each
 * word is known by its place.
 */
final class FaultReader {
    private static final List<String> KINDS = List.of(
            "pause", "suspend", "crash", "restart", "stop", "power", "cut", "heal", "link", "loss", "delay", "flood",
            "clock");
    private static final String AT = "at";

    private final List<String> nodes;

    /** @param nodes the names of the nodes that there are */
    FaultReader(List<String> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    TimedFault read(String text) throws FaultSyntaxException {
        FaultWords words = new FaultWords(text);
        Fault fault = fault(words);
        String said = words.readSoFar();
        Optional<Long> at = words.takes(AT) ? Optional.of(words.time("10s")) : Optional.empty();
        words.end();
        return new TimedFault(said, fault, at);
    }

    private Fault fault(FaultWords words) throws FaultSyntaxException {
        String kind = words.oneOf("fault", KINDS);
        return switch (kind) {
            case "pause" -> new Fault.Pause(node(words), words.time("4s"));
            case "suspend" -> new Fault.Suspend(node(words), words.time("4s"));
            case "crash" -> new Fault.Crash(node(words));
            case "restart" -> new Fault.Restart(node(words));
            case "stop" -> new Fault.Stop(node(words));
            case "power" ->
                new Fault.Power(
                        node(words), words.oneOf("state", List.of("off", "on")).equals("on"));
            case "cut" -> cut(words);
            case "heal" -> heal(words);
            case "link" ->
                new Fault.Link(
                        node(words), words.oneOf("state", List.of("down", "up")).equals("up"));
            case "loss" -> new Fault.Loss(words.share("20%"));
            case "delay" -> new Fault.Delay(words.time("50ms"));
            case "flood" -> new Fault.Flood(node(words), words.rate("5000/s"), words.time("10s"));
            default -> new Fault.Clock(node(words), words.deviation("+1%"));
        };
    }

    private String node(FaultWords words) throws FaultSyntaxException {
        return words.oneOf("node", nodes);
    }

    private Fault cut(FaultWords words) throws FaultSyntaxException {
        String node = node(words);
        if (words.takes("to")) {
            return new Fault.Cut(node, Optional.of(otherThan(node, words)), true);
        }
        return new Fault.Cut(node, maybeOtherThan(node, words), false);
    }

    private Fault heal(FaultWords words) throws FaultSyntaxException {
        Optional<String> node = isOver(words) ? Optional.empty() : Optional.of(node(words));
        return new Fault.Heal(node, node.isEmpty() ? Optional.empty() : maybeOtherThan(node.get(), words));
    }

    private Optional<String> maybeOtherThan(String one, FaultWords words) throws FaultSyntaxException {
        return isOver(words) ? Optional.empty() : Optional.of(otherThan(one, words));
    }

    private String otherThan(String one, FaultWords words) throws FaultSyntaxException {
        return words.oneOf(
                "second node", nodes.stream().filter(n -> !n.equals(one)).toList());
    }

    /** Whether nothing more is said of the fault itself. */
    private static boolean isOver(FaultWords words) {
        return !words.hasNext() || words.isNext(AT);
    }
}
