package dev.barque.backtest.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold between the runs of one report. */
final class Runs {
    private Runs() {}

    static void check(String report, List<ReportRun> runs) {
        if (runs.isEmpty()) {
            throw ReportErrors.noRuns(report);
        }
        Set<String> names = new HashSet<>();
        for (ReportRun run : runs) {
            if (!names.add(run.name())) {
                throw ReportErrors.sameName(run.name());
            }
        }
    }
}
