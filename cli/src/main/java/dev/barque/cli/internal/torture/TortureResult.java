package dev.barque.cli.internal.torture;

import java.util.List;

/**
 * What killing a store again and again has shown.
 *
 * @param kills how many processes were killed
 * @param whileOpening of these, how many while they opened the store and mended what the one before had left
 * @param whileSealing of these, how many while they sealed
 * @param seals how many seals were done
 * @param rows rows that were acknowledged, or that were there after a kill that came before their acknowledgement
 * @param interruptedThere batches whose append was interrupted and that were there, wholly, afterwards
 * @param interruptedGone batches whose append was interrupted and of which nothing was there afterwards
 * @param seconds how long it took
 * @param problems what was wrong, in words; empty when nothing was
 */
public record TortureResult(
        int kills,
        int whileOpening,
        int whileSealing,
        long seals,
        long rows,
        long interruptedThere,
        long interruptedGone,
        double seconds,
        List<String> problems) {
    /** Copies the list. */
    public TortureResult {
        problems = List.copyOf(problems);
    }

    /** Whether all was as promised. */
    public boolean isIntact() {
        return problems.isEmpty();
    }
}
