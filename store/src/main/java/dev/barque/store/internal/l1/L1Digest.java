package dev.barque.store.internal.l1;

import dev.barque.store.internal.io.Digest;
import dev.barque.store.internal.l1.L1Rows.Measure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** SHA-256 of everything that rows say, in their order, whatever encoding or compression a file has. */
final class L1Digest {
    private final MessageDigest digest = Digest.sha256();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    private L1Digest() {}

    static String of(L1Rows rows) {
        L1Digest of = new L1Digest();
        of.put(rows.size);
        for (int i = 0; i < rows.size; i++) {
            of.row(rows, i);
        }
        return Digest.hex(of.digest.digest());
    }

    private void row(L1Rows rows, int i) {
        put(rows.time[i]);
        put(rows.known[i]);
        put(rows.superseded[i]);
        put(rows.interval[i]);
        put(rows.openInterest[i]);
        for (Measure measure : Measure.values()) {
            put(Double.doubleToLongBits(rows.column(measure)[i]));
        }
        put(rows.symbolOf(i));
        put(rows.sources.name(rows.source[i]));
        put(rows.rawRefs.get(i));
    }

    private void put(long value) {
        digest.update(number.clear().putLong(value).flip());
    }

    private void put(@Nullable String text) {
        if (text == null) {
            put(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(bytes.length);
        digest.update(bytes);
    }
}
