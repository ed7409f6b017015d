package org.vipagent.follow;

import java.util.Optional;
import org.vipagent.follow.FollowerStatus.Waiting;

/**
 * Why a plan is not carried out now.
 *
 * @param activity in words
 * @param waiting empty where no time ends it
 */
record StandStill(String activity, Optional<Waiting> waiting) {
    static StandStill of(Contest contest, Leeway leeway, String why, long now) {
        Optional<String> restraint = leeway.restraint();
        if (restraint.isPresent()) {
            return new StandStill(restraint.get() + ": " + why, Optional.empty());
        }
        return contest.mayTake(now)
                ? new StandStill("waiting: " + why, leeway.waiting(now))
                : new StandStill("contested: " + why, Optional.of(contest.waiting()));
    }
}
