package dev.barque.backtest.report;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.io.IOException;
import java.nio.file.Path;

/** All messages of the reports. */
final class ReportErrors {
    private ReportErrors() {}

    static BarqueException namelessRun() {
        return new BarqueException(
                "report.nameless-run",
                Concern.CALLER,
                "Cannot report a run whose name is blank. Give each run a name, such as that of its profile.");
    }

    static BarqueException emptyRun(String run) {
        return new BarqueException(
                "report.empty-run",
                Concern.CALLER,
                "Cannot report run " + run + ": it holds no result. Expected at least one, such as that of one day.");
    }

    static BarqueException noRuns(String title) {
        return new BarqueException(
                "report.no-runs", Concern.CALLER, "Cannot write the report '" + title + "': it was given no run.");
    }

    static BarqueException sameName(String run) {
        return new BarqueException(
                "report.same-name",
                Concern.CALLER,
                "Cannot report two runs of the name " + run + ": their rows could not be told apart. Rename one.");
    }

    static BarqueException mixedSymbols(String run, Symbol first, Symbol other) {
        return new BarqueException(
                "report.mixed-symbols",
                Concern.CALLER,
                "Cannot report run " + run + ": it holds results of " + first + " and of " + other
                        + ". Make one run for each symbol.");
    }

    static BarqueException disorder(String run, long micros, long previous) {
        return new BarqueException(
                "report.disorder",
                Concern.CALLER,
                "Cannot report run " + run + ": the bar of " + UtcMicros.toInstant(micros)
                        + (previous == Long.MIN_VALUE
                                ? " is in a batch"
                                : " stands after " + UtcMicros.toInstant(previous))
                        + " out of the order of time. Sort the results by date, and bars with inTimeOrder().");
    }

    static BarqueException unwritable(Path target, IOException cause) {
        return new BarqueException(
                "report.unwritable",
                Concern.OPERATOR,
                "Cannot write the report to " + target + ": " + cause
                        + ". Nothing was replaced. Check that the folder exists, may be written to and has space.",
                cause);
    }

    static BarqueException missingResource(String name) {
        return new BarqueException(
                "report.missing-resource",
                Concern.BUG,
                "Cannot write the report: its part " + name + " is not in the jar. Please report this.");
    }
}
