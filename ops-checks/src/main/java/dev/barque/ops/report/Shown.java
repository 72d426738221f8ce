package dev.barque.ops.report;

import dev.barque.ops.CheckState;
import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.history.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parts of a report in words, the same for terminals and browsers. */
final class Shown {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Shown() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** How many are how, the worst first. */
    static String counts(HealthReport report) {
        Map<HealthStatus, Integer> counts = new EnumMap<>(HealthStatus.class);
        report.checks().forEach(check -> counts.merge(check.status(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        for (HealthStatus status :
                List.of(HealthStatus.UNHEALTHY, HealthStatus.UNKNOWN, HealthStatus.DEGRADED, HealthStatus.HEALTHY)) {
            if (counts.containsKey(status)) {
                parts.add(counts.get(status) + " " + status.id());
            }
        }
        int checks = report.checks().size();
        return checks == 0 ? "no checks" : checks + (checks == 1 ? " check: " : " checks: ") + String.join(", ", parts);
    }

    /** What else there is to say of a check besides its status and its text. */
    static List<String> remarks(CheckState check) {
        List<String> remarks = new ArrayList<>();
        check.explainedBy().ifPresent(by -> remarks.add("explained by " + by));
        check.maintenance().ifPresent(why -> remarks.add("in maintenance: " + why));
        if (check.isDamped()) {
            remarks.add("last seen " + check.observed().id() + ", too few in a row to count yet");
        }
        if (check.isFlapping()) {
            remarks.add("flapping");
        }
        return remarks;
    }

    static String took(Duration took) {
        double millis = took.toNanos() / 1e6;
        return millis == 0 ? "-" : String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    static String up(Uptime uptime) {
        return Double.isNaN(uptime.up())
                ? "-"
                : String.format(Locale.ROOT, "%.2f %%", Math.floor(uptime.up() * 1e4) / 100);
    }

    static String duration(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }

    /** How the runner is, where that is worth a word. */
    static List<String> runner(HealthReport report) {
        List<String> lines = new ArrayList<>();
        if (!report.runner().stuck().isEmpty()) {
            lines.add("Still hanging: " + String.join(", ", report.runner().stuck()) + ". Each keeps one of "
                    + report.runner().mostThreads() + " threads.");
        }
        if (report.runner().listenerFailures() > 0 || report.runner().droppedEvents() > 0) {
            lines.add("Listeners failed " + report.runner().listenerFailures() + " times and missed "
                    + report.runner().droppedEvents() + " events.");
        }
        return lines;
    }
}
