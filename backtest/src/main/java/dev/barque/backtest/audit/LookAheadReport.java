package dev.barque.backtest.audit;

import java.time.Instant;
import java.util.List;

/**
 * What an audit found.
 *
 * @param instants after which things were changed, ascending
 * @param runs how often the system ran
 * @param pieces how many rows, decisions and marks one run makes
 * @param findings the first difference of each kind under each perturbation, in the order in which they were met
 */
public record LookAheadReport(List<Instant> instants, int runs, int pieces, List<LookAhead> findings) {
    /** What no audit of this kind can see. */
    public static final List<String> BLIND_TO = List.of(
            "Knowledge of the future that is baked into parameters: a threshold, weight or model fitted on these very days.",
            "What a system reads past the data it is handed: a file, an address or a clock of its own.",
            "A choice of symbols, dates or variants that was made knowing how they turned out.",
            "Bars of the source that were corrected before the audit: both runs see the corrected ones.",
            "A leak that shows only at instants that were not sampled; more samples make that less likely.");

    /** Copies the lists. */
    public LookAheadReport {
        instants = List.copyOf(instants);
        findings = List.copyOf(findings);
    }

    /** Whether nothing was found. */
    public boolean isClean() {
        return findings.isEmpty();
    }
}
