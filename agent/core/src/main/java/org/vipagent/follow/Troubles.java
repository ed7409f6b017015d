package org.vipagent.follow;

import java.util.Optional;
import org.vipagent.cloud.CloudFailure;

/**
 * What went wrong last. A look that fails is forgiven by one that succeeds; a stage only by one that is carried out or
 * needed no more, since the looks between two vain tries succeed.
 */
final class Troubles {
    private CloudFailure last;
    private boolean ofStage;
    private int inARow;

    /** Says whether it is news: another kind than the last. */
    boolean lookFailed(CloudFailure failure) {
        return failed(failure, ofStage);
    }

    /** Says whether it is news: another kind than the last. */
    boolean stageFailed(CloudFailure failure) {
        return failed(failure, true);
    }

    /** Says whether it is news: another kind than the last. The stage goes on, so it counts as no failure of its own. */
    boolean stageTroubled(CloudFailure failure) {
        boolean news = last == null || last.kind() != failure.kind();
        last = failure;
        ofStage = true;
        return news;
    }

    private boolean failed(CloudFailure failure, boolean stage) {
        boolean news = last == null || last.kind() != failure.kind();
        last = failure;
        ofStage = stage;
        inARow++;
        return news;
    }

    /** Says whether that ends a trouble. */
    boolean lookSucceeded() {
        return !ofStage && forget();
    }

    void stageSucceeded() {
        forget();
    }

    /** Says whether there was anything to forget. */
    boolean forget() {
        boolean any = last != null;
        last = null;
        ofStage = false;
        inARow = 0;
        return any;
    }

    int inARow() {
        return inARow;
    }

    Optional<FollowerStatus.Trouble> status() {
        return Optional.ofNullable(last).map(failure -> new FollowerStatus.Trouble(failure, Math.max(1, inARow)));
    }
}
