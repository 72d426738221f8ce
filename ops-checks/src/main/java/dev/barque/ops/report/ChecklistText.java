package dev.barque.ops.report;

import dev.barque.ops.CheckState;
import dev.barque.ops.Verdict.Finding;
import dev.barque.ops.checklist.ChecklistReport;
import dev.barque.ops.checklist.ChecklistReport.Line;
import dev.barque.ops.checklist.ChecklistReport.Outcome;
import java.util.List;
import java.util.Locale;

/** A checklist for people at a terminal: what was checked, what was done, what a person must still do. */
public final class ChecklistText {
    private ChecklistText() {}

    /** Without colours; texts of checks and steps cannot send commands to the terminal. */
    public static String plain(ChecklistReport report) {
        StringBuilder out = new StringBuilder();
        out.append(report.checklist())
                .append("  ")
                .append(report.status().id())
                .append("  ")
                .append(Shown.time(report.health().timestamp()))
                .append("  ")
                .append(Shown.counts(report.health()))
                .append('\n');
        part(out, "CHECKED", report, List.of(Outcome.TROUBLE, Outcome.FINE));
        if (!report.with(Outcome.PLANNED).isEmpty()) {
            part(out, "WOULD BE DONE", report, List.of(Outcome.PLANNED));
        }
        part(out, "DONE", report, List.of(Outcome.FAILED, Outcome.DONE));
        part(out, "STILL TO DO BY A PERSON", report, List.of(Outcome.TO_DO));
        return out.toString();
    }

    private static void part(StringBuilder out, String title, ChecklistReport report, List<Outcome> outcomes) {
        out.append('\n').append(title).append('\n');
        int before = out.length();
        for (Outcome outcome : outcomes) {
            report.with(outcome).forEach(line -> line(out, line));
        }
        if (out.length() == before) {
            out.append("  nothing\n");
        }
    }

    private static void line(StringBuilder out, Line line) {
        String outcome = line.outcome() == Outcome.TO_DO ? "[ ]" : word(line.outcome());
        out.append("  ").append(outcome).append("  ").append(HealthText.clean(line.id()));
        out.append(": ").append(HealthText.clean(line.what())).append(' ');
        boolean trouble = line.outcome() == Outcome.TROUBLE;
        out.append(trouble ? "" : HealthText.clean(line.text())).append('\n');
        if (trouble) {
            line.checks().stream().filter(CheckState::isAlarming).forEach(check -> trouble(out, check));
        }
    }

    private static void trouble(StringBuilder out, CheckState check) {
        if (check.findings().isEmpty()) {
            out.append("      ")
                    .append(check.id())
                    .append(" is ")
                    .append(check.status().id());
            out.append(": ").append(HealthText.clean(check.text())).append('\n');
        }
        for (Finding finding : check.findings()) {
            out.append("      ")
                    .append(check.id())
                    .append(" is ")
                    .append(check.status().id());
            out.append(": ").append(HealthText.clean(finding.where() + ": " + finding.observed()));
            out.append("; expected ")
                    .append(HealthText.clean(finding.expected()))
                    .append('\n');
            out.append("        -> ").append(HealthText.clean(finding.remedy())).append('\n');
        }
    }

    static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
