package dev.barque.cli;

import dev.barque.cli.internal.work.DecisionHistory;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.decisions.DecisionReport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which decision log is read, and by which rules the decisions in it were made. */
final class LogOption {
    @Option(
            names = "--log",
            paramLabel = "DIR",
            description = "The directory of the decision log; decisions in the home unless given.")
    private @Nullable Path log;

    DecisionHistory history(HomeOption home) {
        return new DecisionHistory(log == null ? DecisionRecords.ofHome(home.path()) : DecisionRecords.in(log));
    }

    /** Says what could not be read. */
    static void noteDamage(DecisionReport report, Verb verb) {
        if (!report.isClean()) {
            verb.note("Passed over in the decision log: " + report.damagedLines() + " damaged or missing, first "
                    + report.damaged().get(0));
        }
    }
}
