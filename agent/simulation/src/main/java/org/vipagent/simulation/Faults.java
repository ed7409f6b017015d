package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong under fire. Noise is always there; troubles come and go.
 *
 * @param lossPerMille packets lost anywhere, all the time
 * @param duplicatePerMille packets that arrive twice
 * @param reflectPerMille packets that come back to their sender
 * @param hiccupPerMille turns of the engine that come late, by up to 300 ms
 * @param kinds of trouble in this world; empty means none
 * @param episodes how many troubles come in all
 * @param loss what becomes of one node for good, when everything else heals
 */
public record Faults(
        int lossPerMille,
        int duplicatePerMille,
        int reflectPerMille,
        int hiccupPerMille,
        List<Trouble> kinds,
        int episodes,
        Loss loss) {
    private static final List<Loss> LOSSES = List.of(Loss.AGENT, Loss.MACHINE, Loss.DESTROYED);

    /** Ways to lose a node for good. */
    public enum Loss {
        /** All come back. */
        NONE,
        /** The agent is killed and not started again; the machine goes on. */
        AGENT,
        /** The machine is silent, and still there in the cloud. */
        MACHINE,
        /** The machine is destroyed in the cloud; what it holds is released when it is expunged. */
        DESTROYED
    }

    public Faults {
        kinds = List.copyOf(kinds);
    }

    /** Nothing goes wrong. */
    public static Faults none() {
        return new Faults(0, 0, 0, 0, List.of(), 0, Loss.NONE);
    }

    /** The same, with a node lost for good. */
    public Faults losing(Loss lost) {
        return new Faults(lossPerMille, duplicatePerMille, reflectPerMille, hiccupPerMille, kinds, episodes, lost);
    }

    /** Troubles of one kind only, without noise. */
    public static Faults only(Trouble kind, int episodes) {
        return new Faults(0, 0, 0, 0, List.of(kind), episodes, Loss.NONE);
    }

    /** What a seed makes of it: some of the kinds, because a world with all of them hides what two alone would show. */
    public static Faults drawn(long seed) {
        Dice dice = new Dice(seed ^ 0x5eed_0002L);
        boolean storm = dice.chance(0.15);
        List<Trouble> kinds = kinds(dice, storm);
        int most = storm ? 60 : dice.chance(0.15) ? 40 : 10;
        return new Faults(
                dice.chance(0.5) ? 0 : (int) dice.between(1, 100),
                dice.chance(0.6) ? 0 : (int) dice.between(1, 100),
                dice.chance(0.9) ? 0 : 50,
                dice.chance(0.7) ? 0 : (int) dice.between(1, 50),
                kinds,
                kinds.isEmpty() ? 0 : (int) dice.between(1, most),
                dice.chance(0.7) ? Loss.NONE : dice.oneOf(LOSSES));
    }

    /** In a storm nearly everything goes wrong in the cloud while some nodes fail over and back. */
    private static List<Trouble> kinds(Dice dice, boolean storm) {
        double share = storm ? 0.3 : dice.chance(0.5) ? 0.2 : 0.5;
        List<Trouble> kinds = new ArrayList<>();
        for (Trouble kind : Trouble.values()) {
            boolean inTheCloud = kind.compareTo(Trouble.API_OUTAGE) >= 0;
            if (dice.chance(storm && inTheCloud ? 0.8 : share)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
