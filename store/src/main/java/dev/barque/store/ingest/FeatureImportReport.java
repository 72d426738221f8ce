package dev.barque.store.ingest;

import dev.barque.core.feature.FeatureSet;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of a table of features. {@code read = appended + repeated + refused}.
 *
 * @param input the file
 * @param set under which schema its rows were taken
 * @param read rows that the table holds, good and bad
 * @param appended rows that were not there before; of a check, rows that could be appended to an empty store
 * @param repeated rows that were there already, or that stand in the table more than once
 * @param refused rows that were not taken
 * @param refusals why, the most frequent reason first
 * @param ignored columns that are neither key nor feature, in the order of the table
 * @param dates UTC dates that rows were appended about, and how many about each
 */
public record FeatureImportReport(
        String input,
        FeatureSet set,
        long read,
        long appended,
        long repeated,
        long refused,
        List<Refusal> refusals,
        List<String> ignored,
        SortedMap<LocalDate, Long> dates) {
    /** How many examples of a refusal are listed; all are counted. */
    public static final int MAX_EXAMPLES = 5;

    /** Copies the collections. */
    public FeatureImportReport {
        refusals = List.copyOf(refusals);
        ignored = List.copyOf(ignored);
        dates = Collections.unmodifiableSortedMap(new TreeMap<>(dates));
    }

    /**
     * Rows that were refused for one reason.
     *
     * @param code why, for programs, such as {@code core.known-before-event}
     * @param count how many
     * @param examples the first of them, at most {@value #MAX_EXAMPLES}
     */
    public record Refusal(String code, long count, List<Example> examples) {
        /** Copies the examples. */
        public Refusal {
            examples = List.copyOf(examples);
        }
    }

    /**
     * A row that was refused.
     *
     * @param row its line in a text file, its row in others, counted from 1
     * @param reason why, for people
     */
    public record Example(long row, String reason) {}
}
