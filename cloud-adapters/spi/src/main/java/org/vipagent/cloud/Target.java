package org.vipagent.cloud;

import org.vipagent.net.IpAddress;

/** Where a rule of the cloud leads inside. */
public sealed interface Target {
    /** In the words of the configuration file. */
    String describe();

    /** A virtual address of the instance, which the master's machine has to hold before a rule can lead to it. */
    record Virtual(IpAddress address) implements Target {
        @Override
        public String describe() {
            return address.toString();
        }
    }

    /**
     * The primary address that the master's own machine has in the network of the public address; {@code primary} in
     * the configuration. Nothing has to move for it but the rule itself, so traffic waits for the cloud.
     */
    record Primary() implements Target {
        @Override
        public String describe() {
            return "primary";
        }
    }
}
