package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** How a world ended: whether each address has exactly one owner, and which rules were broken on the way. */
final class Verdict {
    private final SimWorld world;
    private final List<String> good = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();

    /** @param hint why nodes may not agree; empty: no reason known */
    Verdict(SimWorld world, Optional<String> hint) {
        this.world = world;
        TreeSet<String> judged = new TreeSet<>();
        for (int i = 0; i < world.site().instances(); i++) {
            // Two virtual routers with one address, by mistake, have one owner or they have not.
            if (judged.add(world.site().virtualAddress(i).toString())) {
                owner(i, hint);
            }
        }
        for (Violation violation : world.watch().violations()) {
            bad.add(String.format(
                    Locale.ROOT,
                    "rule '%s' was broken after %.3f s: %s",
                    violation.rule(),
                    violation.at() / 1e9,
                    violation.text()));
        }
    }

    boolean isGood() {
        return bad.isEmpty();
    }

    /** In words. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (bad.isEmpty()) {
            lines.add("Verdict: all is well at the end, and no rule was broken on the way");
        } else {
            lines.add("Verdict: NOT well");
        }
        bad.forEach(line -> lines.add("  - " + line));
        good.forEach(line -> lines.add("  " + line));
        return lines;
    }

    private void owner(int instance, Optional<String> hint) {
        String label = world.site().label(instance);
        Sight sight = Sight.of(world, instance);
        List<String> holders = sight.holders();
        if (holders.isEmpty()) {
            bad.add(label + ": nobody holds it");
        } else if (holders.size() > 1) {
            String why = hint.map(h -> " (" + h + ")").orElse("");
            bad.add(label + ": " + String.join(" and ", holders) + " hold it at the same time" + why);
        } else {
            soleOwner(label, sight);
        }
    }

    private void soleOwner(String label, Sight sight) {
        String holder = sight.holders().get(0);
        SimMachine machine = world.machines().stream()
                .filter(m -> m.name().equals(holder))
                .findFirst()
                .orElseThrow();
        if (machine.process() == null) {
            bad.add(label + ": " + holder + " still holds it, and no agent runs there");
        } else if (!sight.masters(world.machines()).contains(holder)) {
            bad.add(label + ": " + holder + " holds it and is not master");
        } else if (!sight.client().equals(Optional.of(holder))) {
            bad.add(label + ": " + holder + " is master and holds it, and clients are answered by "
                    + sight.client().orElse("nobody"));
        } else {
            good.add(label + ": " + holder + " alone holds it, is master and answers the clients");
        }
    }
}
