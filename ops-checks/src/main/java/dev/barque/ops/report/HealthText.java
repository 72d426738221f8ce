package dev.barque.ops.report;

import dev.barque.ops.CheckState;
import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.Verdict.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * A report for people at a terminal: the status of the whole, a line for each check, and below what is wrong and what to do about
 * it. Texts of checks cannot send commands to the terminal.
 */
public final class HealthText {
    private static final String RESET = "\u001b[0m";

    private final boolean colours;
    private final int columns;

    private HealthText(boolean colours, int columns) {
        this.colours = colours;
        this.columns = columns;
    }

    /** Without colours, each check on one line of so many columns, at least 60. */
    public static String plain(HealthReport report, int columns) {
        return new HealthText(false, Math.max(60, columns)).text(report);
    }

    /** With ANSI colours, each check on one line of so many columns, at least 60. */
    public static String coloured(HealthReport report, int columns) {
        return new HealthText(true, Math.max(60, columns)).text(report);
    }

    private String text(HealthReport report) {
        StringBuilder out = new StringBuilder();
        out.append(status(report.status(), report.status().id().length()))
                .append(report.group().map(group -> "  " + clean(group)).orElse(""))
                .append("  ")
                .append(Shown.time(report.timestamp()))
                .append("  ")
                .append(Shown.counts(report))
                .append("\n\n");
        int id = report.checks().stream()
                .mapToInt(check -> check.id().length())
                .max()
                .orElse(0);
        for (CheckState check : report.checks()) {
            line(out, check, Math.min(id, 40));
        }
        for (CheckState check : worstFirst(report)) {
            trouble(out, check);
        }
        List<String> runner = Shown.runner(report);
        if (!runner.isEmpty()) {
            out.append('\n').append(String.join("\n", runner)).append('\n');
        }
        return out.toString();
    }

    private void line(StringBuilder out, CheckState check, int idWidth) {
        String took = Shown.took(check.result().took());
        String head =
                padded(clean(check.id()), idWidth) + "  " + " ".repeat(Math.max(0, 9 - took.length())) + took + "  ";
        List<String> remarks = Shown.remarks(check);
        String text = clean((remarks.isEmpty() ? "" : "(" + String.join("; ", remarks) + ") ") + check.text());
        int room = Math.max(10, columns - 11 - head.length());
        out.append(status(check.status(), 9))
                .append("  ")
                .append(head)
                .append(text.length() <= room ? text : text.substring(0, room - 3) + "...")
                .append('\n');
    }

    private void trouble(StringBuilder out, CheckState check) {
        if (check.observed() == HealthStatus.HEALTHY) {
            return;
        }
        out.append('\n').append(status(check.observed(), 0)).append("  ").append(clean(check.id()));
        out.append(": ").append(clean(check.result().check().question())).append('\n');
        for (Finding finding : check.findings()) {
            out.append("  ").append(clean(finding.where())).append(": ").append(clean(finding.observed()));
            out.append("; expected ").append(clean(finding.expected())).append('\n');
            out.append("    -> ").append(clean(finding.remedy())).append('\n');
        }
        if (check.findings().isEmpty()) {
            out.append("  ").append(clean(check.text())).append('\n');
        }
    }

    /** Explained ones say nothing that their cause does not. */
    private static List<CheckState> worstFirst(HealthReport report) {
        List<CheckState> checks = new ArrayList<>(report.checks());
        checks.removeIf(check -> check.explainedBy().isPresent());
        checks.sort((a, b) -> b.observed().compareTo(a.observed()));
        return checks;
    }

    private String status(HealthStatus status, int width) {
        String text = padded(status.id(), width);
        if (!colours) {
            return text;
        }
        return switch (status) {
                    case HEALTHY -> "\u001b[32m";
                    case DEGRADED -> "\u001b[33m";
                    case UNKNOWN -> "\u001b[35m";
                    case UNHEALTHY -> "\u001b[1;31m";
                }
                + text
                + RESET;
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    /** One line, and nothing that a terminal would obey. */
    static String clean(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
