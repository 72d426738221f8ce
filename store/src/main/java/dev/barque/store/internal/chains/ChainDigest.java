package dev.barque.store.internal.chains;

import dev.barque.core.market.OptionMeasure;
import dev.barque.store.internal.io.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** SHA-256 of everything that rows say, in their order, whatever encoding or compression a file has. */
final class ChainDigest {
    private final MessageDigest digest = Digest.sha256();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    private ChainDigest() {}

    static String of(ChainRows rows) {
        ChainDigest of = new ChainDigest();
        of.put(rows.size);
        for (int i = 0; i < rows.size; i++) {
            of.row(rows, i);
        }
        return Digest.hex(of.digest.digest());
    }

    private void row(ChainRows rows, int i) {
        put(rows.time[i]);
        put(rows.quoted[i]);
        put(rows.expiry[i]);
        put(rows.known[i]);
        put(Double.doubleToLongBits(rows.underlying[i]));
        for (OptionMeasure measure : OptionMeasure.values()) {
            put(Double.doubleToLongBits(rows.column(measure)[i]));
        }
        put(rows.right[i].name());
        put(rows.symbol[i]);
        put(rows.contract[i]);
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
