package dev.barque.backtest.report;

import dev.barque.backtest.ReplayResult;
import dev.barque.core.market.Bars;
import java.util.List;

/**
 * One variant of a report: a name and what its replays gave.
 *
 * @param name what readers call it, usually the profile; not blank
 * @param results at least one, of one symbol, in the order of time; usually one for each day
 * @param confidenceThreshold from which confidence on an agent counts, drawn as a line; NaN for none
 * @param nanosPerBar mean time that a bar took, in nanoseconds; NaN where it was not measured
 */
public record ReportRun(String name, List<ReplayResult> results, double confidenceThreshold, double nanosPerBar) {
    /** Copies the list; refuses runs that cannot be laid on one axis of time. */
    public ReportRun {
        results = List.copyOf(results);
        if (name.isBlank()) {
            throw ReportErrors.namelessRun();
        }
        if (results.isEmpty()) {
            throw ReportErrors.emptyRun(name);
        }
        long last = Long.MIN_VALUE;
        for (ReplayResult result : results) {
            Bars bars = result.bars();
            if (!bars.symbol().equals(results.get(0).bars().symbol())) {
                throw ReportErrors.mixedSymbols(name, results.get(0).bars().symbol(), bars.symbol());
            }
            for (int i = 0; i < bars.size(); i++) {
                if (!bars.isTimeOrdered() || bars.time(i) < last) {
                    throw ReportErrors.disorder(name, bars.time(i), last);
                }
                last = bars.time(i);
            }
        }
    }

    /** A run without a threshold line and without a measured time. */
    public static ReportRun of(String name, List<ReplayResult> results) {
        return new ReportRun(name, results, Double.NaN, Double.NaN);
    }

    /** The same run with the confidence from which an agent counts, 0 to 1. */
    public ReportRun withConfidenceThreshold(double threshold) {
        return new ReportRun(name, results, threshold, nanosPerBar);
    }

    /** The same run with the mean time that a bar took, in nanoseconds. */
    public ReportRun withNanosPerBar(double nanos) {
        return new ReportRun(name, results, confidenceThreshold, nanos);
    }
}
