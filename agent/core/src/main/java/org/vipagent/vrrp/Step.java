package org.vipagent.vrrp;

import java.util.List;

/**
 * What a state makes of an input.
 *
 * @param next the state from now on; may be the same
 * @param cause words for the operator, used where the role changes
 * @param effects to be carried out in this order, before the change of role is told
 */
record Step(RouterState next, String cause, List<RouterEffect> effects) {
    /** No change of role. */
    static Step stay(RouterState next, RouterEffect... effects) {
        return new Step(next, "", List.of(effects));
    }

    /** No change of role and nothing to do. */
    static Step quiet(RouterState next) {
        return new Step(next, "", List.of());
    }

    /** How many adverts it sends. */
    int adverts() {
        int adverts = 0;
        for (int i = 0; i < effects.size(); i++) {
            adverts += effects.get(i) instanceof RouterEffect.SendAdvert ? 1 : 0;
        }
        return adverts;
    }

    static Step to(RouterState next, String cause, RouterEffect... effects) {
        return new Step(next, cause, List.of(effects));
    }
}
