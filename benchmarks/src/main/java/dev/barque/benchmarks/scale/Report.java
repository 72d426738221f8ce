package dev.barque.benchmarks.scale;

import java.util.Locale;
import java.util.Map;

/** Outcomes as a table for people and as JSON for scripts. Names are this package's own and need no escaping. */
final class Report {
    static final String FILES = "files made";
    static final String DIRECTORIES = "directories made";
    static final String BYTES = "bytes made";

    private Report() {}

    static String table(Size size, Map<String, Outcome> outcomes) {
        StringBuilder text = new StringBuilder("The life of a home: " + size + System.lineSeparator());
        outcomes.forEach((stage, outcome) -> {
            Watch.Peak peak = outcome.peak();
            text.append(String.format(
                    Locale.ROOT,
                    "%-12s heap %,d MB live, %,d MB resident, %,d MB direct, %d descriptors, %,d MB to the device; %,d"
                            + " files and %,d directories, %,d MB%n",
                    stage,
                    peak.liveBytes() >> 20,
                    peak.residentBytes() >> 20,
                    peak.directBytes() >> 20,
                    peak.descriptors(),
                    peak.writtenBytes() >> 20,
                    outcome.facts().getOrDefault(FILES, 0L),
                    outcome.facts().getOrDefault(DIRECTORIES, 0L),
                    outcome.facts().getOrDefault(BYTES, 0L) >> 20));
            for (Meter.Line line : outcome.lines()) {
                text.append(String.format(
                        Locale.ROOT,
                        "    %-32s %,13d rows %9.2f s %9.3f us/row  processor %9.2f s %9.3f us/row%n",
                        line.name(),
                        line.rows(),
                        line.nanos() / 1e9,
                        line.microsPerRow(),
                        line.processorNanos() / 1e9,
                        line.processorMicrosPerRow()));
            }
        });
        return text.toString();
    }

    static String json(Size size, Map<String, Outcome> outcomes) {
        StringBuilder json = new StringBuilder(String.format(
                Locale.ROOT,
                "{\"symbols\":%d,\"days\":%d,\"seed\":%d,\"jdk\":\"%s\",\"stages\":[",
                size.symbols(),
                size.days(),
                size.seed(),
                Runtime.version()));
        String between = "";
        for (Map.Entry<String, Outcome> stage : outcomes.entrySet()) {
            json.append(between)
                    .append("\n{\"stage\":\"")
                    .append(stage.getKey())
                    .append("\",");
            stage(json, stage.getValue());
            between = ",";
        }
        return json.append("]}\n").toString();
    }

    private static void stage(StringBuilder json, Outcome outcome) {
        Watch.Peak peak = outcome.peak();
        json.append(String.format(
                Locale.ROOT,
                "\"live_heap_bytes\":%d,\"direct_bytes\":%d,\"resident_bytes\":%d,\"descriptors\":%d,\"written_bytes\":%d,",
                peak.liveBytes(),
                peak.directBytes(),
                peak.residentBytes(),
                peak.descriptors(),
                peak.writtenBytes()));
        json.append("\"facts\":{");
        String between = "";
        for (Map.Entry<String, Long> fact : outcome.facts().entrySet()) {
            json.append(between).append('"').append(fact.getKey()).append("\":").append(fact.getValue());
            between = ",";
        }
        json.append("},\"lines\":[");
        between = "";
        for (Meter.Line line : outcome.lines()) {
            json.append(between)
                    .append(String.format(
                            Locale.ROOT,
                            "{\"line\":\"%s\",\"rows\":%d,\"seconds\":%.3f,\"processor_seconds\":%.3f,\"us_per_row\":%.4f}",
                            line.name(),
                            line.rows(),
                            line.nanos() / 1e9,
                            line.processorNanos() / 1e9,
                            line.microsPerRow()));
            between = ",";
        }
        json.append("]}");
    }
}
