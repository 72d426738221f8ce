package dev.barque.core.quality;

import java.util.Locale;

/** What can be wrong with the bars of a symbol. What one of them counts is bars unless it says otherwise. */
public enum Defect {
    /** A session in which the symbol has no bar; counts sessions. */
    MISSING_SESSION("bars in every session", "Take these days in again, or name the dates at which the symbol traded."),
    /** Bars that are due on the grid of the session and are not there, in sessions that are filled less than allowed. */
    MISSING_BARS(
            "a bar at every interval of the session",
            "Take these days in again; for an instrument that does not trade every interval allow a lower fill rate."),
    /** Nobody says how long bars last, so that nobody can say whether one is missing; counts sessions. */
    UNDECLARED_INTERVAL(
            "bars that say how long they last", "Declare the interval when bars are taken in, or for the check."),
    /** Complete on a date without a session, or before the first or after the last bar of one. */
    OUT_OF_SESSION(
            "bars inside sessions only",
            "Check the zone and the stamp convention of the source; ignore this where extended hours are wanted."),
    /** Complete after the close of a session that closed early. */
    AFTER_EARLY_CLOSE(
            "no bar after an early close", "The source does not know of the early close: drop what it made up."),
    /** All bars of a date lie in its session when moved by an hour, and not as they are; counts sessions. */
    SHIFTED_HOUR(
            "bars at the session's hours",
            "Clocks were changed and the source was not told: give times with offsets, or declare a zone and no offset."),
    /** Inside a session and not on its grid of intervals. */
    OFF_GRID(
            "bars that are complete at whole intervals after the opening",
            "Check the interval and whether stamps are those of bars or of the last trade."),
    /** On dates that the calendar does not cover: compared with nothing. */
    OUTSIDE_CALENDAR(
            "dates that the calendar covers", "Check the unit of the times, or use a calendar that covers them."),
    /** Filed under a date that is later than their own, found too late to be compared. */
    MISFILED("bars under their own dates", "Take the files in again, which files each bar under its own date."),
    /** A bar that arrived after a later one. Ingest sorts them. */
    OUT_OF_ORDER("bars in the order of time", "Ingest sorts them; ask the vendor why, if it happens often."),
    /** A bar that says what the one before it of the same time said. Ingest drops them. */
    DUPLICATE("one bar for a time", "Ingest drops them; ask the vendor why, if it happens often."),
    /** A bar that says something else than the one before it of the same time. Ingest keeps the last. */
    CONFLICT("one bar for a time", "Find out which value is right: ingest keeps the last and counts it as replaced."),
    /** No last price. */
    MISSING_PRICE("a last price in every bar", "Take these bars in again."),
    /** A price that is zero, negative or infinite. */
    BAD_PRICE("prices above 0", "Take these bars in again under the standard rules, which refuse them."),
    /** High below low, or open or close outside of low to high. */
    CROSSED("low <= open, close <= high", "Take these bars in again from another source, or without the three prices."),
    /** A volume that is negative or infinite. */
    BAD_VOLUME("volumes of 0 or more", "Take these bars in again under the standard rules, which refuse them."),
    /** Nothing traded, in sessions with a larger share of such bars than allowed. */
    ZERO_VOLUME("volume in every bar", "Check whether the source fills up gaps; allow a share where it may."),
    /** Bars of a run with the same last price. */
    FLAT("a price that moves", "Check whether the source repeats its last price; a halted instrument is flat too."),
    /** Bars of a run in which every value is repeated, a volume above 0 among them. */
    REPEATED("bars that differ", "The source is stuck: take these bars in again."),
    /** A change of price far outside of what is usual in the session. */
    OUTLIER("returns of the usual size", "Look at the bar: a wrong tick, a split that was not applied, or news."),
    /** More trading time has passed since the last bar than allowed; counts symbols. */
    STALE("a recent bar", "See whether the source still delivers and what was taken in last.");

    private final String expected;
    private final String remedy;

    Defect(String expected, String remedy) {
        this.expected = expected;
        this.remedy = remedy;
    }

    /** Stable, for programs: the name in lower case with dashes, such as {@code missing-bars}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What should be there instead, for people. */
    public String expected() {
        return expected;
    }

    /** What to do about it, for people. */
    public String remedy() {
        return remedy;
    }
}
