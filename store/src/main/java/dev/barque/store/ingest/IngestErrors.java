package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.quality.QuoteFault;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every message about a record or an input that cannot be taken in. */
final class IngestErrors {
    private static final int SHOWN = 80;
    private static final int MOST_PROBLEMS = 20;

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

    /** A column of times that needs a declaration before any of it can be read; {@code type} is what it holds. */
    static BarqueException undeclaredTimes(String input, String column, String type, String declare) {
        return data(
                "undeclared-times",
                "Cannot read " + input + ": its column " + shown(column) + " holds " + type + ". Declare " + declare
                        + "; it is not guessed.");
    }

    /** A column that was declared as times or symbols and can be neither. */
    static BarqueException wrongColumn(String input, String column, String type, String expected) {
        return data(
                "wrong-column",
                "Cannot read " + input + ": its column " + shown(column) + " holds " + type + ". Expected " + expected
                        + ".");
    }

    /** A row of features without a symbol or without a time. */
    static BarqueException missingValue(String kind, String column, String remedy) {
        return data("missing-" + kind, "The row has nothing in " + shown(column) + ". " + remedy);
    }

    /** What is wrong with a time, and in which column. */
    static BarqueException inColumn(String column, BarqueException problem) {
        return new BarqueException(
                problem.code(), problem.concern(), "Column " + shown(column) + ": " + problem.getMessage(), problem);
    }

    /** A value that is not of the type of its feature. */
    static BarqueException wrongValue(FeatureField feature, Object found) {
        return data(
                "wrong-value",
                "Cannot take " + shown(found) + " as the feature " + feature.name() + ". Expected " + feature.type()
                        + ".");
    }

    /** Columns that cannot become features: no schema follows from them. */
    static BarqueException noSchema(String input, List<String> problems) {
        return data(
                "no-schema",
                "Cannot make a schema of the columns of " + input + ": " + listed(problems)
                        + " Name such a column as another feature, leave it out, or give a schema.");
    }

    /** Columns that are not those of the schema they are to be taken under. */
    static BarqueException otherSchema(String input, FeatureSetId set, List<String> problems) {
        return data(
                "other-schema",
                "Cannot take " + input + " into the feature set " + set + ": " + listed(problems)
                        + " Nothing was taken. Say which column is which feature, or give the rows a feature set of"
                        + " another id.");
    }

    /** A table of features in a form that cannot hold one. */
    static BarqueException notFeatures(Path file) {
        return caller(
                "not-features",
                "Cannot take features from " + file + ": expected a table as Parquet or CSV. Convert it first.");
    }

    /** Neither a column of symbols nor one symbol, or both. */
    static BarqueException undeclaredSymbol() {
        return caller(
                "undeclared-symbol",
                "Declare either the column that says whose features a row has (the entity of Feast), or one symbol for"
                        + " all rows.");
    }

    /** No column of event times. */
    static BarqueException undeclaredTime() {
        return caller("undeclared-time", "Declare the column that says what time a row is about; it is not guessed.");
    }

    /** Nobody said from when features were known. */
    static BarqueException undeclaredKnowledge() {
        return caller(
                "undeclared-knowledge",
                "Declare from when a row was known: by a column of created timestamps, or by a lag after the event time"
                        + " for rows without one (zero if they were known at once). It is not guessed, because one that"
                        + " is too early shows features before anybody could have had them.");
    }

    /** A column that was declared as two things. */
    static BarqueException doubleRole(String column) {
        return caller("double-role", "The column " + shown(column) + " was declared twice. Say one thing of it.");
    }

    private static BarqueException caller(String kind, String message) {
        return new BarqueException("ingest." + kind, Concern.CALLER, message);
    }

    private static String listed(List<String> problems) {
        int more = problems.size() - MOST_PROBLEMS;
        return problems.stream().limit(MOST_PROBLEMS).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more." : ".");
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

    /** A number of shares that nobody said. */
    static BarqueException undeclaredContractSize() {
        return data(
                "undeclared-contract-size",
                "The record does not say how many units of the underlying the contract is about. Name a column of contract"
                        + " sizes, or declare one size for all, such as 100; it is not guessed.");
    }

    /** A contract that was changed, under a size that was declared for all. */
    static BarqueException adjustedContract(String root) {
        return data(
                "adjusted-contract",
                "The root " + shown(root) + " is that of an adjusted contract, which delivers something else than the"
                        + " declared contract size. Give a column of contract sizes to take such contracts in.");
    }

    /** Greeks by nobody knows what. */
    static BarqueException undeclaredGreekUnits() {
        return data(
                "undeclared-greek-units",
                "The record has a vega, theta, vanna or charm. Declare whether they count by the volatility point and the"
                        + " day or by 1.00 and the year; a wrong guess would be off by a factor of 100 or 365.");
    }

    /** A chain of some time of a date. */
    static BarqueException dateOnlyTime(LocalDate date) {
        return data(
                "date-only-time",
                "The chain is stamped with the date " + date
                        + " alone. Declare at what time of day such chains were taken;"
                        + " midnight would show them before anybody could have had them.");
    }

    /** A contract that expires some time of a date. */
    static BarqueException undeclaredExpiryTime(LocalDate date) {
        return data(
                "undeclared-expiry-time",
                "The expiry is the date " + date + " alone. Declare at what time of day such contracts expire, such as"
                        + " 16:00, and in which zone; it is not guessed.");
    }

    /** Neither call nor put. */
    static BarqueException badRight(String text) {
        return data("bad-right", "Cannot read " + shown(text) + " as call or put. Expected C, P, call or put.");
    }

    /** A contract that the rules for quotes refuse. */
    static BarqueException refusedQuote(QuoteFault fault, String found) {
        return data(fault.id(), "The contract is refused: " + found + ". Expected " + fault.expected() + ".");
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
