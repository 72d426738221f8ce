package dev.barque.store.regeneration;

import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.util.List;

/**
 * What came of a symbol and a date. The counts compare with what was kept before.
 *
 * @param symbol whose rows
 * @param date the UTC date of their event times
 * @param fresh computed rows about instants of which nothing was kept
 * @param equal computed rows that were kept, bit for bit and with the same time of knowledge
 * @param different computed rows that were kept with other values or another time of knowledge: corrected under
 *     {@link RegenerationMode#ALL}, left under the others
 * @param unmatched kept instants about which nothing was computed; they are left as they are
 * @param blocked of the different ones those that the store cannot take back: an equal row was written once and replaced later,
 *     and of equal rows a store shows only the first
 * @param written rows that were written
 * @param differences of each field that differs in some row
 */
public record PartitionOutcome(
        Symbol symbol,
        LocalDate date,
        long fresh,
        long equal,
        long different,
        long unmatched,
        long blocked,
        long written,
        List<FieldDifference> differences) {
    /** Copies the list. */
    public PartitionOutcome {
        differences = List.copyOf(differences);
    }

    /** How many rows were computed. */
    public long computed() {
        return fresh + equal + different;
    }
}
