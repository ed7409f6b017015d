package org.vipagent.cloud;

/** Who holds a claim, as far as the cloud's answers tell. */
public sealed interface Holding {
    /** In one line, for status and logs. */
    String describe();

    /** Whether it is as a master wants it. */
    default boolean isAsClaimed() {
        return this instanceof Ours || this instanceof There;
    }

    /** This node holds the claim and it works. */
    record Ours() implements Holding {
        @Override
        public String describe() {
            return "this node";
        }
    }

    /**
     * Another virtual machine holds it.
     *
     * @param virtualMachine its display name, or its id where it has none
     */
    record Other(String virtualMachine) implements Holding {
        @Override
        public String describe() {
            return virtualMachine;
        }
    }

    /** Nobody holds it. */
    record Nobody() implements Holding {
        @Override
        public String describe() {
            return "nobody";
        }
    }

    /**
     * It is as it should be and belongs to nobody in particular: a firewall rule of the public address.
     */
    record There() implements Holding {
        @Override
        public String describe() {
            return "there";
        }
    }

    /**
     * It is there and does not work: two holders, a rule that the router did not take, a conflicting rule.
     *
     * @param what what is wrong, in words
     */
    record Broken(String what) implements Holding {
        @Override
        public String describe() {
            return what;
        }
    }
}
