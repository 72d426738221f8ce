package dev.barque.ops.report;

import dev.barque.ops.CheckState;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.Verdict.Finding;
import dev.barque.ops.checklist.ChecklistReport;
import dev.barque.ops.checklist.ChecklistReport.Line;
import dev.barque.ops.checklist.ChecklistReport.Outcome;

/** A checklist as one HTML page, made as {@link HealthPage} is: no network, no script, no other file. */
public final class ChecklistPage {
    private ChecklistPage() {}

    /** The page, to be kept or sent as UTF-8. */
    public static String of(ChecklistReport report) {
        String style = HealthPage.style();
        String status = report.status().id();
        Html html = new Html();
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
                .raw(HealthPage.digest(style))
                .raw("'\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .raw("<meta name=\"color-scheme\" content=\"light dark\"><title>")
                .text(status + ": checklist " + report.checklist())
                .raw("</title><style>")
                .raw(style)
                .raw("</style></head>\n<body><header class=\"" + status + "\"><p class=\"whole\">")
                .raw(HealthPage.badge(report.status()))
                .raw("</p><h1>")
                .text("Checklist " + report.checklist())
                .raw("</h1><p>")
                .text(Shown.counts(report.health()))
                .raw("</p><p class=\"when\">")
                .text(Shown.time(report.health().timestamp()))
                .raw("</p></header>\n<main>");
        for (Outcome outcome : new Outcome[] {
            Outcome.TROUBLE, Outcome.FAILED, Outcome.TO_DO, Outcome.PLANNED, Outcome.DONE, Outcome.FINE
        }) {
            report.with(outcome).forEach(line -> line(html, line));
        }
        return html.raw("</main></body></html>\n").toString();
    }

    private static void line(Html html, Line line) {
        HealthStatus colour = colour(line);
        boolean isOpen = line.outcome() != Outcome.FINE && line.outcome() != Outcome.DONE;
        html.raw("<details class=\"" + colour.id() + "\"" + (isOpen ? " open" : "") + "><summary>")
                .raw("<span class=\"badge " + colour.id() + "\">")
                .text(ChecklistText.word(line.outcome()).replace('_', ' '))
                .raw("</span><span class=\"id\">")
                .text(line.id())
                .raw("</span><span class=\"text\">")
                .text(line.what())
                .raw("</span></summary>\n<div><p>")
                .text(line.text())
                .raw("</p>");
        for (CheckState check : line.checks()) {
            for (Finding finding : check.findings()) {
                html.raw("<dl class=\"finding\">");
                pair(html, "check", check.id());
                pair(html, "where", finding.where());
                pair(html, "observed", finding.observed());
                pair(html, "expected", finding.expected());
                pair(html, "remedy", finding.remedy());
                html.raw("</dl>");
            }
        }
        html.raw("</div></details>\n");
    }

    private static HealthStatus colour(Line line) {
        return switch (line.outcome()) {
            case FINE, DONE -> HealthStatus.HEALTHY;
            case TO_DO, PLANNED -> HealthStatus.UNKNOWN;
            case FAILED -> HealthStatus.UNHEALTHY;
            case TROUBLE -> {
                HealthStatus worst = HealthStatus.HEALTHY;
                for (CheckState check : line.checks()) {
                    worst = check.isAlarming() ? worst.or(check.status()) : worst;
                }
                yield worst;
            }
        };
    }

    private static void pair(Html html, String name, String value) {
        html.raw("<div><dt>").text(name).raw("</dt><dd>").text(value).raw("</dd></div>");
    }
}
