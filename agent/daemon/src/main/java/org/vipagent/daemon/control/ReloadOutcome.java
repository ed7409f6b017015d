package org.vipagent.daemon.control;

import java.util.List;
import java.util.Optional;
import org.vipagent.config.ConfigDifference;
import org.vipagent.config.ConfigDifference.LeftClaim;
import org.vipagent.config.Diagnostic;

/**
 * What came of a reload.
 *
 * @param refusal why nothing was taken over; empty if it was
 * @param byErrors whether errors in the configuration are the reason
 * @param diagnostics of the configuration, warnings included
 * @param difference what was taken over
 * @param leftInCloud claims that this reload or an earlier one has left, and that nobody makes again
 */
public record ReloadOutcome(
        Optional<String> refusal,
        boolean byErrors,
        List<Diagnostic> diagnostics,
        ConfigDifference difference,
        List<LeftClaim> leftInCloud) {
    public ReloadOutcome {
        diagnostics = List.copyOf(diagnostics);
        leftInCloud = List.copyOf(leftInCloud);
    }

    /** It runs now. */
    public static ReloadOutcome takenOver(
            List<Diagnostic> warnings, ConfigDifference difference, List<LeftClaim> leftInCloud) {
        return new ReloadOutcome(Optional.empty(), false, warnings, difference, leftInCloud);
    }

    /** Everything is as it was. */
    public static ReloadOutcome refused(String why, List<Diagnostic> diagnostics, boolean byErrors) {
        return new ReloadOutcome(Optional.of(why), byErrors, diagnostics, ConfigDifference.none(), List.of());
    }
}
