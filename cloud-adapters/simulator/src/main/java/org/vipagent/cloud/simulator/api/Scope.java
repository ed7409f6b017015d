package org.vipagent.cloud.simulator.api;

/**
 * On whose behalf a call is made and whose things it is about.
 *
 * @param caller the account whose key signed the call
 * @param asked the caller itself, or the project that the call names
 * @param all whether lists show what belongs to the caller's projects, too ({@code projectid=-1})
 */
public record Scope(Owner caller, Owner asked, boolean all) {
    /** Whether a list shows what belongs to an owner. */
    public boolean shows(Owner owner) {
        return all ? owner.lets(caller) : owner.kind() == Owner.Kind.EVERYBODY || owner.equals(asked);
    }

    /** Whether the caller may look at, change and refer to what belongs to an owner. */
    public boolean mayUse(Owner owner) {
        return owner.lets(caller);
    }
}
