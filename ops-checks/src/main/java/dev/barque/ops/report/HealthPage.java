package dev.barque.ops.report;

import dev.barque.ops.CheckState;
import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.Verdict.Finding;
import dev.barque.ops.history.Uptime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report as one HTML page that needs nothing else: no network, no script, no other file; light and dark, for large screens and
 * small ones. Its policy forbids everything but its own style, should a text of a check break out in spite of being escaped.
 */
public final class HealthPage {
    private static final String STYLE = style();

    private HealthPage() {}

    /** The page, to be kept or sent as UTF-8. */
    public static String of(HealthReport report) {
        return of(report, Map.of());
    }

    /** The page, with figures from the history for those checks that there are some of, by their ids. */
    public static String of(HealthReport report, Map<String, Uptime> uptimes) {
        Html html = new Html();
        String group = report.group().map(name -> " of " + name).orElse("");
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
                .raw(digest(STYLE))
                .raw("'\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .raw("<meta name=\"color-scheme\" content=\"light dark\"><title>")
                .text(report.status().id() + ": health" + group)
                .raw("</title><style>")
                .raw(STYLE)
                .raw("</style></head>\n<body><header class=\"" + report.status().id() + "\"><p class=\"whole\">")
                .raw(badge(report.status()))
                .raw("</p><h1>")
                .text("Health" + group)
                .raw("</h1><p>")
                .text(Shown.counts(report))
                .raw("</p><p class=\"when\">")
                .text(Shown.time(report.timestamp()) + ", version " + report.version())
                .raw("</p></header>\n<main>");
        for (CheckState check : ordered(report)) {
            check(html, check, uptimes.get(check.id()));
        }
        for (String line : Shown.runner(report)) {
            html.raw("<p class=\"runner\">").text(line).raw("</p>");
        }
        return html.raw("</main></body></html>\n").toString();
    }

    private static void check(Html html, CheckState check, @Nullable Uptime uptime) {
        boolean open = check.isAlarming();
        html.raw("<details class=\"" + check.status().id() + "\"" + (open ? " open" : "") + "><summary>")
                .raw(badge(check.status()))
                .raw("<span class=\"id\">")
                .text(check.id())
                .raw("</span>");
        recent(html, check.recent());
        html.raw("<span class=\"text\">").text(check.text()).raw("</span></summary>\n<div>");
        html.raw("<p class=\"question\">")
                .text(check.result().check().question())
                .raw("</p>");
        for (String remark : Shown.remarks(check)) {
            html.raw("<p class=\"remark\">").text(remark).raw("</p>");
        }
        for (Finding finding : check.findings()) {
            html.raw("<dl class=\"finding\">");
            pair(html, "where", finding.where());
            pair(html, "observed", finding.observed());
            pair(html, "expected", finding.expected());
            pair(html, "remedy", finding.remedy());
            html.raw("</dl>");
        }
        if (check.findings().isEmpty()) {
            html.raw("<p>").text(check.text()).raw("</p>");
        }
        html.raw("<dl class=\"figures\">");
        pair(html, "criticality", check.result().check().criticality().name().toLowerCase(Locale.ROOT));
        pair(html, "run at", Shown.time(check.result().startedAt()));
        pair(html, "took", Shown.took(check.result().took()));
        pair(
                html,
                "groups",
                String.join(
                        ", ", check.result().check().groups().stream().sorted().toList()));
        if (uptime != null) {
            pair(html, "up since " + Shown.time(uptime.from()), Shown.up(uptime));
            pair(html, "observed for", Shown.duration(uptime.observed()));
            pair(html, "changes", String.valueOf(uptime.changes()));
            pair(html, "outages", uptime.outages() + ", the longest " + Shown.duration(uptime.longestOutage()));
        }
        html.raw("</dl></div></details>\n");
    }

    /** Its last results as a row of marks that differ in height too, for those who cannot tell the colours. */
    private static void recent(Html html, List<HealthStatus> recent) {
        if (recent.size() < 2) {
            return;
        }
        html.raw("<svg class=\"recent\" role=\"img\" width=\"" + recent.size() * 4 + "\" height=\"14\"><title>")
                .text("The last " + recent.size() + " results, the newest to the right: "
                        + String.join(
                                ", ", recent.stream().map(HealthStatus::id).toList()))
                .raw("</title>");
        for (int i = 0; i < recent.size(); i++) {
            int height = recent.get(i) == HealthStatus.HEALTHY ? 6 : recent.get(i) == HealthStatus.DEGRADED ? 10 : 14;
            html.raw("<rect class=\"" + recent.get(i).id() + "\" x=\"" + i * 4 + "\" y=\"" + (14 - height)
                    + "\" width=\"3\" height=\"" + height + "\"/>");
        }
        html.raw("</svg>");
    }

    private static void pair(Html html, String name, String value) {
        if (!value.isEmpty()) {
            html.raw("<div><dt>").text(name).raw("</dt><dd>").text(value).raw("</dd></div>");
        }
    }

    static String badge(HealthStatus status) {
        return "<span class=\"badge " + status.id() + "\">" + status.id() + "</span>";
    }

    /** What alarms first, then what is not well for a reason, then the rest; the worst first. */
    private static List<CheckState> ordered(HealthReport report) {
        List<CheckState> checks = new ArrayList<>(report.checks());
        checks.sort((a, b) -> a.isAlarming() == b.isAlarming()
                ? b.status().compareTo(a.status())
                : Boolean.compare(b.isAlarming(), a.isAlarming()));
        return checks;
    }

    static String style() {
        try (InputStream in = HealthPage.class.getResourceAsStream("health.css")) {
            return new String(
                    Objects.requireNonNull(in, "health.css is part of the jar").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
