package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of an input. {@code read = written + duplicates + replaced + rejected}.
 *
 * @param input the file, or what the caller called it
 * @param read records that the input holds, good and bad
 * @param written records about a symbol and time that were not known
 * @param duplicates records that said what was known; they changed nothing
 * @param replaced records that said something else about a known symbol and time; the last one read stays
 * @param rejected records that were refused
 * @param rejects the first of them, at most {@value #MAX_LISTED}
 * @param dates under which UTC dates the good records belong, and how many under each
 */
public record IngestReport(
        String input,
        long read,
        long written,
        long duplicates,
        long replaced,
        long rejected,
        List<Reject> rejects,
        SortedMap<LocalDate, Long> dates) {
    /** How many rejects are listed; all are counted. */
    public static final int MAX_LISTED = 100;

    /** Copies the collections. */
    public IngestReport {
        rejects = List.copyOf(rejects);
        dates = Collections.unmodifiableSortedMap(new TreeMap<>(dates));
    }

    /**
     * A record that was refused.
     *
     * @param line its line in a text file, its row in others, counted from 1
     * @param code why, for programs, such as {@code ingest.spring-gap}
     * @param reason why, for people
     */
    public record Reject(long line, String code, String reason) {
        static Reject of(long line, BarqueException problem) {
            return new Reject(line, problem.code(), String.valueOf(problem.getMessage()));
        }
    }
}
