package dev.barque.core.internal;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Every message of the core module's coded errors, in one place. */
public final class CoreErrors {
    private static final int QUOTED = 65;

    private CoreErrors() {}

    /** A symbol that cannot be used. */
    public static BarqueException badSymbol(String value, String problem, int maxLength) {
        return new BarqueException(
                "core.bad-symbol",
                Concern.CALLER,
                "Cannot use " + quoted(value) + " as a symbol: " + problem + ". Expected 1 to " + maxLength
                        + " printable characters such as SPY, BRK.A or BTC/USDT.");
    }

    /** A feature set id that cannot be used. */
    public static BarqueException badFeatureSetId(String value) {
        return new BarqueException(
                "core.bad-feature-set-id",
                Concern.CALLER,
                "Cannot use " + quoted(value)
                        + " as a feature set id. Expected 1 to 64 letters, digits, '.', '-' or '_', beginning with a letter"
                        + " or digit, such as v0.1.0.");
    }

    /** A row that claims to have been known before what it is about. */
    public static BarqueException knownBeforeEvent(String symbol, String set, Instant event, Instant known) {
        return new BarqueException(
                "core.known-before-event",
                Concern.CALLER,
                "Cannot make a feature row of " + symbol + " in " + set + " about " + event
                        + ": it says it was known at " + known
                        + ", before what it is about. Expected knownAt at or after eventTime.");
    }

    /** A bar that comes after a later one, or twice. */
    public static BarqueException barNotNewer(String symbol, Instant time, Instant last) {
        return new BarqueException(
                "core.bar-not-newer",
                Concern.DATA,
                "Cannot add the bar of " + symbol + " that was complete at " + time
                        + ": the last one was complete at " + last
                        + ". Expected a later bar. Give a late or corrected bar as a correction.");
    }

    /** A null that was read as a value. */
    public static BarqueException nullFeature(String feature, String row) {
        return new BarqueException(
                "core.null-feature",
                Concern.DATA,
                "Cannot read " + feature + " of " + row + ": it is null. Ask isNull first.");
    }

    /** Features that are not those that something was made for. */
    public static BarqueException schemaGate(
            String purpose, String offered, Optional<String> version, List<String> differences) {
        return new BarqueException(
                "core.schema-gate",
                Concern.CALLER,
                "Cannot use the feature set " + offered + " for " + purpose + ": "
                        + (differences.size() == 1 ? "one difference" : differences.size() + " differences") + ": "
                        + String.join("; ", differences) + ". Expected exactly the features that it was made for"
                        + version.map(wanted -> ", in " + wanted).orElse("")
                        + ". Give it those, migrate the rows, or make it anew for " + offered + ".");
    }

    /** A date of which a calendar knows nothing. */
    public static BarqueException outsideCalendar(String calendar, LocalDate asked, LocalDate first, LocalDate last) {
        return new BarqueException(
                "core.outside-calendar",
                Concern.CALLER,
                "Cannot look up " + asked + " in the trading calendar " + calendar + ": it covers " + first + " to "
                        + last + ". Ask within that range, or read a calendar file that covers more.");
    }

    /** No session left between a date and the end of what a calendar covers. */
    public static BarqueException noSessionLeft(String calendar, String direction, LocalDate date, LocalDate end) {
        return new BarqueException(
                "core.outside-calendar",
                Concern.CALLER,
                "Cannot find the session " + direction + " " + date + " in the trading calendar " + calendar
                        + ": there is none up to " + end
                        + ", where the calendar ends. Read a calendar file that covers more.");
    }

    /** A line of a calendar file that cannot be understood. */
    public static BarqueException badCalendarLine(
            String source, int line, String text, String problem, String expected) {
        return new BarqueException(
                "core.bad-calendar",
                Concern.DATA,
                "Cannot read the trading calendar " + source + ", line " + line + " " + quoted(text) + ": " + problem
                        + ". Expected " + expected + ".");
    }

    /** A calendar file that lacks something or contradicts itself as a whole. */
    public static BarqueException badCalendar(String source, String problem, String expected) {
        return new BarqueException(
                "core.bad-calendar",
                Concern.DATA,
                "Cannot use the trading calendar " + source + ": " + problem + ". Expected " + expected + ".");
    }

    /** A calendar file that could not be read at all. */
    public static BarqueException unreadableCalendar(String source, IOException cause) {
        return new BarqueException(
                "core.unreadable-calendar",
                Concern.OPERATOR,
                "Cannot read the trading calendar " + source + ": " + cause
                        + ". Expected a readable text file in UTF-8.",
                cause);
    }

    /** A check of bars without a bar and without a word about what is expected. */
    public static BarqueException nothingToCheck(Optional<String> dates) {
        return new BarqueException(
                "core.nothing-to-check",
                Concern.DATA,
                "Cannot check bars" + dates.map(range -> " of " + range).orElse("")
                        + ": there is none, and nobody said which are expected. Take some in, or name "
                        + (dates.isPresent() ? "the symbols that should have some." : "dates and symbols."));
    }

    /** A trial that cannot be entered. */
    public static BarqueException badTrial(String problem) {
        return new BarqueException(
                "core.bad-trial",
                Concern.CALLER,
                "Cannot take a trial: " + problem
                        + ". Expected texts of 1 to 500 characters, and finite returns on dates that ascend.");
    }

    /** Text in quotes for a message: cut, with what cannot be seen written as its code point. */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder("'");
        text.codePoints()
                .limit(QUOTED)
                .forEach(c -> out.append(Printable.is(c) ? Character.toString(c) : String.format("\\u%04X", c)));
        return out.append(text.codePointCount(0, text.length()) > QUOTED ? "...'" : "'")
                .toString();
    }
}
