package dev.barque.store.internal.chains;

import dev.barque.core.market.OptionMeasure;
import dev.barque.store.internal.io.ContentDigest;

/** The digest of what rows of option chains say. */
final class ChainDigest {
    private ChainDigest() {}

    static String of(ChainRows rows) {
        ContentDigest digest = new ContentDigest();
        digest.add((long) rows.size);
        for (int i = 0; i < rows.size; i++) {
            row(digest, rows, i);
        }
        return digest.hex();
    }

    private static void row(ContentDigest digest, ChainRows rows, int i) {
        digest.add(rows.time[i]);
        digest.add(rows.quoted[i]);
        digest.add(rows.expiry[i]);
        digest.add(rows.known[i]);
        digest.add(rows.underlying[i]);
        for (OptionMeasure measure : OptionMeasure.values()) {
            digest.add(rows.column(measure)[i]);
        }
        digest.add(rows.right[i].name());
        digest.add(rows.symbol[i]);
        digest.add(rows.contract[i]);
    }
}
