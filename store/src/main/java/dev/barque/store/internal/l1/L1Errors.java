package dev.barque.store.internal.l1;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.store.internal.parquet.ParquetColumn;
import dev.barque.store.internal.parquet.ParquetTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** Every message about files of bars. */
public final class L1Errors {
    private L1Errors() {}

    /** A column is missing or of another type. */
    public static BarqueException wrongSchema(Path file, String problem, ParquetTable table) {
        String columns = table.schema().getColumns().stream()
                .map(column -> String.join(".", column.getPath()))
                .limit(20)
                .collect(Collectors.joining(", "));
        return new BarqueException(
                "l1.wrong-schema",
                Concern.DATA,
                "Cannot read " + file + " as bars: " + problem + ". It has the columns " + columns
                        + ". Expected t_event (a time), symbol, price, volume and dollar_volume.");
    }

    /** A row without its time or symbol. */
    static BarqueException badRow(Path file, int row, String problem) {
        return new BarqueException(
                "l1.bad-row",
                Concern.DATA,
                "Cannot read row " + row + " of " + file + " as a bar: " + problem
                        + ". Ingest the file instead: that lists bad rows and takes the others.");
    }

    /** A file of another system, and nobody said what its stamps mean. */
    static BarqueException undeclaredStamps(Path file) {
        return new BarqueException(
                "l1.undeclared-stamps",
                Concern.CALLER,
                "Cannot tell from " + file + " whether its bars are stamped at their opening or at their close."
                        + " Declare a stamp convention; it is not guessed, because a wrong one shows every bar a whole"
                        + " interval too early.");
    }

    /** A file of another system without a zone, and nobody declared one. */
    static BarqueException undeclaredZone(Path file) {
        return new BarqueException(
                "l1.undeclared-zone",
                Concern.CALLER,
                "The times in " + file + " have no zone. Declare the zone of such times, such as America/New_York;"
                        + " it is not guessed.");
    }

    static BarqueException springGap(Path file, int row, LocalDateTime local, ZoneId zone) {
        return badRow(file, row, "the time " + local + " never was in " + zone + ", clocks went forward over it");
    }

    /** A column of times that is of a type we do not know. */
    static BarqueException notATime(Path file, ParquetColumn column, ParquetTable table) {
        return wrongSchema(file, column.path() + " holds " + column.type() + " and not a time", table);
    }

    /** Bars of two lengths under one symbol. */
    static BarqueException intervalClash(String symbol, Path file, long first, long second) {
        return new BarqueException(
                "l1.interval-clash",
                Concern.CALLER,
                "Cannot keep bars of " + Duration.ofNanos(second * 1_000) + " for " + symbol + " in " + file
                        + ", which has bars of " + Duration.ofNanos(first * 1_000)
                        + " for it. Keep them in another home, or under another symbol.");
    }

    /** A file that another system wrote stands where ours should go. */
    public static BarqueException foreignFile(Path file) {
        return new BarqueException(
                "l1.foreign-file",
                Concern.CALLER,
                "Cannot add bars to " + file + ": another system wrote it, and its stamps may mean something else."
                        + " It is unchanged. Ingest it into a home of its own first, or move it away.");
    }

    /** A file that is packed as a whole stands where ours should go. */
    static BarqueException packedFile(Path file) {
        return new BarqueException(
                "l1.packed-file",
                Concern.CALLER,
                "Cannot add bars to the date of " + file
                        + ": it is packed with gzip, and a new file beside it would hide it."
                        + " It is unchanged. Write it anew first, with the maintenance task bar-recompression.");
    }

    /** A file whose stamps nobody has declared where nothing but files of ours can be shown. */
    static BarqueException notOurs(Path file) {
        return new BarqueException(
                "l1.foreign-file",
                Concern.DATA,
                "Cannot show the bars of " + file + " to SQL: another system wrote it, and what its stamps mean is not"
                        + " written in it. Ingest it into a home, which needs that declared.");
    }

    /** A file of ours under another date than its own. */
    static BarqueException wrongPlace(Path file, String date) {
        return new BarqueException(
                "l1.wrong-place",
                Concern.DATA,
                "Cannot read " + file + ": it was written for the date " + date
                        + ". Was it copied or renamed? Nothing of it was used; put it back, or take its source in again.");
    }

    /** The file of a date was found damaged and moved away. */
    public static BarqueException quarantined(Path marker) {
        return new BarqueException(
                "l1.quarantined",
                Concern.DATA,
                "Cannot read or add bars where " + marker + " stands: the file of that date was damaged and lies in"
                        + " quarantine. Restore it from a backup, or give it up with StoreRepair.abandon and take its sources in"
                        + " again.");
    }

    /** Values that were corrected later are gone. */
    static BarqueException lostHistory(Path file, long expected, long found) {
        return new BarqueException(
                "l1.lost-history",
                Concern.DATA,
                "Cannot tell what was known: " + file + " should hold " + expected
                        + " values that were corrected later, but holds " + found
                        + ". Restore it from a backup; the latest values can be read without it.");
    }

    /** Another writer is at work. */
    static BarqueException locked(Path folder) {
        return new BarqueException(
                "l1.locked",
                Concern.OPERATOR,
                "Cannot write bars: another writer is at work in " + folder + ". Wait until it has finished.");
    }
}
