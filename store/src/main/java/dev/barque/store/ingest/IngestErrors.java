package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every message about a record or an input that cannot be taken in. */
final class IngestErrors {
    private static final int SHOWN = 80;

    private IngestErrors() {}

    /** There is no symbol. */
    static BarqueException missingSymbol() {
        return data("missing-symbol", "The record has no symbol. Name a symbol column, or declare one symbol for all.");
    }

    /** Something that must be text is not. */
    static BarqueException notText(String field, @Nullable Object found) {
        return data("not-text", "Expected text as " + field + " but found " + shown(found) + ".");
    }

    /** There is no time. */
    static BarqueException missingTime() {
        return data("missing-time", "The record has no time. Expected one in t, timestamp or time.");
    }

    /** A time that cannot be read. */
    static BarqueException badTime(String text) {
        return data(
                "bad-time",
                "Cannot read " + shown(text) + " as a time. Expected ISO 8601 such as 2025-11-03T09:31:00-05:00.");
    }

    /** A time beyond the years 1 to 9999. */
    static BarqueException timeOverflow(Object found) {
        return data("time-overflow", "The time " + shown(found) + " lies outside the years 1 to 9999 in UTC.");
    }

    /** A number for a time, and nobody said what it counts. */
    static BarqueException undeclaredEpochUnit(Object found) {
        return data(
                "undeclared-epoch-unit",
                "The time " + shown(found)
                        + " is a number. Declare what it counts since 1970 (seconds, milliseconds, microseconds or"
                        + " nanoseconds); it is not guessed.");
    }

    /** A wall clock, and nobody said whose. */
    static BarqueException undeclaredZone(Object found) {
        return data(
                "undeclared-zone",
                "The time " + shown(found)
                        + " has no offset. Declare the zone of such times, such as America/New_York; it is not guessed.");
    }

    /** A wall clock that never showed this time. */
    static BarqueException springGap(LocalDateTime local, ZoneId zone, LocalDateTime until) {
        return data(
                "spring-gap",
                "The time " + local + " never was in " + zone + ": clocks went forward over it to " + until
                        + ". Give the time with an offset, or in UTC.");
    }

    /** A wall clock that showed this time twice. */
    static BarqueException repeatedHour(LocalDateTime local, ZoneId zone) {
        return data(
                "repeated-hour",
                "The time " + local + " was twice in " + zone
                        + ": clocks went back over it. Give the time with an offset, or declare which of the two is meant.");
    }

    /** Text that gives no number. */
    static BarqueException badNumber(String field, Object found, String expected) {
        return data("bad-number", "Cannot use " + shown(found) + " as " + field + ". Expected " + expected + ".");
    }

    /** Neither a number nor text. */
    static BarqueException notANumber(String field, Object found) {
        return data("not-a-number", "Expected a number as " + field + " but found " + shown(found) + ".");
    }

    /** A number that is too large to be kept. */
    static BarqueException numberOverflow(String field, Object found) {
        return data("number-overflow", "The number " + shown(found) + " is too large for " + field + ".");
    }

    /** A bar without its price. */
    static BarqueException missingPrice() {
        return data("missing-price", "The record has no price. Expected one in price or close.");
    }

    /** A name that is no time zone. */
    static BarqueException unknownZone(String text, List<String> similar) {
        return new BarqueException(
                "ingest.unknown-zone",
                Concern.CALLER,
                "There is no time zone " + shown(text) + ". Expected a name such as America/New_York or UTC"
                        + (similar.isEmpty() ? "." : "; did you mean " + String.join(" or ", similar) + "?"));
    }

    /** Nobody said what the stamps mean. */
    static BarqueException undeclaredStamps() {
        return new BarqueException(
                "ingest.undeclared-stamps",
                Concern.CALLER,
                "Declare whether bars are stamped at their opening (with their interval) or at their close. It is not"
                        + " guessed, because a wrong one shows every bar a whole interval too early.");
    }

    /** A file whose name does not tell its format. */
    static BarqueException unknownFormat(Path file) {
        return new BarqueException(
                "ingest.unknown-format",
                Concern.CALLER,
                "Cannot tell the format of " + file
                        + " from its name. Expected .csv, .jsonl, .ndjson or .parquet, or a declared format.");
    }

    /** A text file in which nothing stands. */
    static BarqueException emptyFile(Path file) {
        return data("empty-file", "There is nothing in " + file + ". Expected at least one record.");
    }

    /** The first line of a CSV file cannot be read. */
    static BarqueException badHeader(Path file, BarqueException problem) {
        return data("bad-header", "Cannot read the header of " + file + ": " + problem.getMessage());
    }

    /** A column that is needed or was declared is not there. */
    static BarqueException missingColumn(String input, String wanted, List<String> names, List<String> header) {
        return data(
                "missing-column",
                "Cannot read " + input + ": it has no column "
                        + (names.isEmpty() ? shown(wanted) : String.join(", ", names) + " (any of them)")
                        + ". Its columns are " + columns(header) + ". Declare which of them it is.");
    }

    /** Two columns of one name. */
    static BarqueException ambiguousColumn(String input, String name, List<String> header) {
        return data(
                "ambiguous-column",
                "Cannot read " + input + ": more than one column is called " + shown(name) + ". Its columns are "
                        + columns(header) + ". Declare which of them it is.");
    }

    /** A line that no record fills. */
    static BarqueException longLine(long bytes, int limit) {
        return data("long-line", "The line has " + bytes + " bytes; at most " + limit + " are read.");
    }

    /** Bytes that are no text in the declared characters. */
    static BarqueException badEncoding(Charset charset, int value, int column) {
        return data(
                "bad-encoding",
                String.format(
                        "Byte %d of the line is 0x%02X, which is not %s. Declare the characters of the file, such as"
                                + " windows-1252, or convert it.",
                        column, value, charset));
    }

    /** A quoted field that does not end. */
    static BarqueException openQuote(int lines) {
        return data(
                "bad-csv",
                "A quote is opened and not closed within " + lines + " lines. Double quotes inside of fields.");
    }

    /** A record that the grammar of CSV does not allow. */
    static BarqueException badCsv(RuntimeException cause) {
        return data("bad-csv", "The line is not CSV: " + cause.getMessage() + ".");
    }

    /** A record of another width than its header. */
    static BarqueException fieldCount(int found, int expected) {
        return data("field-count", "The record has " + found + " fields, the header " + expected + ".");
    }

    /** A line that is no JSON object. */
    static BarqueException badJson(@Nullable String problem) {
        return data("bad-json", "The line is not one JSON object: " + problem + ".");
    }

    private static String columns(List<String> header) {
        return header.stream().limit(30).map(IngestErrors::shown).collect(Collectors.joining(", "));
    }

    static BarqueException data(String kind, String message) {
        return new BarqueException("ingest." + kind, Concern.DATA, message);
    }

    /** A value in quotes, control characters escaped, not longer than a line. */
    static String shown(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        String text = value.toString();
        StringBuilder out = new StringBuilder("'");
        text.codePoints().limit(SHOWN).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                out.append(String.format("\\u%04X", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.append(text.codePointCount(0, text.length()) > SHOWN ? "...'" : "'")
                .toString();
    }
}
