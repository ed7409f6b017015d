package org.vipagent.net;

/**
 * The name of a network interface.
 *
 * @param name 1 to 15 characters without blanks or slashes (IFNAMSIZ and dev_valid_name in the kernel's net/core/dev.c)
 */
public record InterfaceName(String name) implements Comparable<InterfaceName> {
    /** The kernel's limit, without the closing zero byte. */
    public static final int MAXIMUM_LENGTH = 15;

    public InterfaceName {
        if (!isValid(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no interface name: 1 to 15 characters, no blank or /");
        }
    }

    /** Whether the kernel would take this name. */
    public static boolean isValid(String name) {
        return !name.isEmpty()
                && name.length() <= MAXIMUM_LENGTH
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c == '/' || c == ':' || Character.isWhitespace(c));
    }

    @Override
    public int compareTo(InterfaceName other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
