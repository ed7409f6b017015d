package org.vipagent.simulation;

import java.util.regex.Pattern;

/** What nodes are called: letters where nobody has named them. */
public final class NodeNames {
    /** More would not fit a screen. */
    public static final int MOST_NODES = 5;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private NodeNames() {}

    /** The name of the n-th node, from 0: A, B, C and so on. */
    public static String letter(int index) {
        return String.valueOf((char) ('A' + index));
    }

    /** The name of the n-th node that nobody has named, beside one that has been. */
    static String letterOtherThan(String name, int index) {
        String letter = letter(index);
        return letter.equals(name) ? letter(0) : letter;
    }

    /** Whether faults can mean a node by this name: it is one word, and none of the fault language's own. */
    public static boolean isUsable(String name) {
        return NAME.matcher(name).matches() && !name.equals("to") && !name.equals("at");
    }
}
