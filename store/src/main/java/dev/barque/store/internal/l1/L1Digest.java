package dev.barque.store.internal.l1;

import dev.barque.store.internal.io.ContentDigest;
import dev.barque.store.internal.l1.L1Rows.Measure;

/** The digest of what rows of bars say. */
final class L1Digest {
    private L1Digest() {}

    static String of(L1Rows rows) {
        ContentDigest digest = new ContentDigest();
        digest.add((long) rows.size);
        for (int i = 0; i < rows.size; i++) {
            row(digest, rows, i);
        }
        return digest.hex();
    }

    private static void row(ContentDigest digest, L1Rows rows, int i) {
        digest.add(rows.time[i]);
        digest.add(rows.known[i]);
        digest.add(rows.superseded[i]);
        digest.add(rows.interval[i]);
        digest.add(rows.openInterest[i]);
        for (Measure measure : Measure.values()) {
            digest.add(rows.column(measure)[i]);
        }
        digest.add(rows.symbolOf(i));
        digest.add(rows.sources.name(rows.source[i]));
        digest.add(rows.rawRefs.get(i));
    }
}
