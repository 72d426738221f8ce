package dev.barque.cli;

import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.Table;
import dev.barque.store.regeneration.FieldDifference;
import dev.barque.store.regeneration.PartitionOutcome;
import dev.barque.store.regeneration.RegenerationFailure;
import dev.barque.store.regeneration.RegenerationMode;
import dev.barque.store.regeneration.RegenerationReport;
import java.nio.file.Path;
import java.util.List;

/** A report of a regeneration for people. */
final class RegenerationText {
    private static final int SHOWN = 40;

    private RegenerationText() {}

    static String of(RegenerationReport report, Path home) {
        StringBuilder text = new StringBuilder();
        partitions(report, text);
        if (!report.differences().isEmpty()) {
            Table table = Table.ofTexts("feature", "rows that differ", "greatest difference", "where");
            for (FieldDifference one : report.differences()) {
                table.row(
                        one.field(),
                        String.valueOf(one.rows()),
                        Double.isNaN(one.greatest()) ? "-" : String.valueOf(one.greatest()),
                        one.symbol() + " " + one.eventTime());
            }
            line(text, table.text());
        }
        for (RegenerationFailure failure : report.failures()) {
            line(
                    text,
                    "Not done: " + failure.symbol() + " " + failure.date() + ": " + failure.message() + " ["
                            + failure.code() + "]");
        }
        line(text, summary(report, home));
        if (report.blocked() > 0 && report.mode() == RegenerationMode.ALL) {
            line(
                    text,
                    report.blocked()
                            + " rows could not be corrected: an equal row was replaced once, and of equal rows a"
                            + " store shows only the first. Regenerate under another version.");
        }
        return text.toString();
    }

    private static void partitions(RegenerationReport report, StringBuilder text) {
        boolean few = report.outcomes().size() <= SHOWN;
        List<PartitionOutcome> notable = report.outcomes().stream()
                .filter(one -> one.unmatched() > 0 || (few ? one.computed() > 0 : one.equal() != one.computed()))
                .toList();
        Table table =
                Table.ofTexts("UTC date", "symbol", "computed", "new", "equal", "different", "unmatched", "written");
        notable.stream()
                .limit(SHOWN)
                .forEach(one -> table.row(
                        one.date().toString(),
                        one.symbol().value(),
                        String.valueOf(one.computed()),
                        String.valueOf(one.fresh()),
                        String.valueOf(one.equal()),
                        String.valueOf(one.different()),
                        String.valueOf(one.unmatched()),
                        String.valueOf(one.written())));
        if (!notable.isEmpty()) {
            line(text, table.text());
        }
        if (notable.size() > SHOWN) {
            line(text, "and " + (notable.size() - SHOWN) + " more");
        }
    }

    private static String summary(RegenerationReport report, Path home) {
        return report.version() + " in " + home + ": " + report.computed() + " rows computed for "
                + report.outcomes().size() + " partitions"
                + (report.resumed() > 0 ? " (" + report.resumed() + " of them by earlier runs of the job)" : "") + ", "
                + report.fresh() + " new, " + report.equal() + " equal, " + report.different() + " different; "
                + report.unmatched() + " kept rows have no computed one; " + report.written()
                + " rows written. Parity before: " + Figure.percent(report.parity()) + " (" + report.equal() + " of "
                + (report.computed() + report.unmatched()) + ").";
    }

    private static void line(StringBuilder text, String more) {
        if (!text.isEmpty()) {
            text.append(System.lineSeparator());
        }
        text.append(more);
    }
}
