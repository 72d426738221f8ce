package dev.barque.core.feature;

import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a read found nothing, and what there is instead.
 *
 * @param set the version that was asked for
 * @param symbol the symbol that was asked for
 * @param asOf the instant that was asked for
 * @param reason the first thing that stood in the way
 * @param available what exists of the thing that was missing: versions, symbols or dates, ascending, at most ten
 * @param before the latest row about an instant at or before the one asked for, whatever its knowledge time or age
 * @param after the earliest row about a later instant
 * @param knownFrom the earliest knowledge time among rows about the past, when all of them are known too late
 */
public record NoFeatures(
        FeatureSetId set,
        Symbol symbol,
        AsOf asOf,
        Reason reason,
        List<String> available,
        Optional<Instant> before,
        Optional<Instant> after,
        Optional<Instant> knownFrom) {
    /** Copies the list. */
    public NoFeatures {
        available = List.copyOf(available);
    }

    /** What stood in the way. */
    public enum Reason {
        /** The store holds no rows of this version. */
        NO_SUCH_VERSION,
        /** The version holds no rows of this symbol. */
        NO_SUCH_SYMBOL,
        /** There are rows of the symbol, but none on the dates that a read may look at. */
        NO_SUCH_DATE,
        /** All rows are about later instants. */
        ALL_LATER,
        /** There are rows about the past, but all of them were known later. */
        KNOWN_LATER,
        /** There are rows about the past, but all of them are older than the feature set allows. */
        TOO_OLD
    }

    /** The whole answer in a sentence or two, with what to do. */
    public String message() {
        StringBuilder out = new StringBuilder("No features for " + symbol + " at " + asOf + " in " + set + ": ");
        out.append(
                switch (reason) {
                    case NO_SUCH_VERSION -> "there is no such feature set. There are: " + list();
                    case NO_SUCH_SYMBOL -> "there is no such symbol in it. There are: " + list();
                    case NO_SUCH_DATE ->
                        "no row is filed under a date that may be looked at. Dates with rows: " + list();
                    case ALL_LATER -> "every row is about a later instant.";
                    case KNOWN_LATER ->
                        "there are rows about the past, all known later (first at "
                                + knownFrom.map(Instant::toString).orElse("?")
                                + "). Read with a later knownAt, or regenerate with a shorter lag.";
                    case TOO_OLD -> "the rows about the past are older than the feature set allows.";
                });
        if (before.isPresent() || after.isPresent()) {
            out.append(" Nearest rows: ")
                    .append(before.map(t -> t + " before").orElse("none before"))
                    .append(", ")
                    .append(after.map(t -> t + " after").orElse("none after"))
                    .append('.');
        }
        return out.toString();
    }

    private String list() {
        return available.isEmpty() ? "none." : String.join(", ", available) + ".";
    }
}
