package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what becomes of the rows of a table. */
final class FeatureTally {
    private final Map<String, Refused> refusals = new LinkedHashMap<>();
    private final TreeMap<LocalDate, Long> dates = new TreeMap<>();
    private long appended;
    private long repeated;
    private long refused;

    private static final class Refused {
        private long count;
        private final List<FeatureImportReport.Example> examples = new ArrayList<>();
    }

    void refuse(long row, BarqueException problem) {
        refused++;
        Refused alike = refusals.computeIfAbsent(problem.code(), code -> new Refused());
        alike.count++;
        if (alike.examples.size() < FeatureImportReport.MAX_EXAMPLES) {
            alike.examples.add(new FeatureImportReport.Example(row, String.valueOf(problem.getMessage())));
        }
    }

    void append(long eventMicros) {
        appended++;
        dates.merge(UtcMicros.utcDate(eventMicros), 1L, Long::sum);
    }

    void repeat() {
        repeated++;
    }

    FeatureImportReport report(String input, FeatureSet set, List<String> ignored) {
        List<FeatureImportReport.Refusal> byReason = new ArrayList<>();
        refusals.forEach(
                (code, alike) -> byReason.add(new FeatureImportReport.Refusal(code, alike.count, alike.examples)));
        byReason.sort(
                Comparator.comparingLong(FeatureImportReport.Refusal::count).reversed());
        return new FeatureImportReport(
                input, set, appended + repeated + refused, appended, repeated, refused, byReason, ignored, dates);
    }
}
