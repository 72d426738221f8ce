package dev.barque.store.training;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.market.Symbol;
import dev.barque.store.asof.FeatureSeries;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.Spine;
import dev.barque.store.internal.io.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * SHA-256 of all rows that a join could see: by symbol, of those known by the cut-off, times and values in their order. Rows that came
 * to be known later do not count. Safe for use by several threads.
 */
final class RowsDigest {
    private static final int PIECE = 1 << 16;

    private final long cutOff;
    private final Map<String, String> parts = new TreeMap<>();

    RowsDigest(long cutOff) {
        this.cutOff = cutOff;
    }

    /** Adds what was loaded of a symbol for the questions from a number on. */
    void add(int from, Symbol symbol, FeatureTable table) {
        String digest =
                table.series(symbol).map(series -> of(series, table.fields())).orElse("");
        synchronized (parts) {
            parts.put(String.format("%010d %s", from, symbol.value()), digest);
        }
    }

    private String of(FeatureSeries series, List<FeatureField> fields) {
        Feed feed = new Feed();
        for (int row = 0; row < series.size(); row++) {
            if (series.knownMicros(row) > cutOff) {
                continue;
            }
            feed.number(series.eventMicros(row));
            feed.number(series.knownMicros(row));
            for (int column = 0; column < fields.size(); column++) {
                if (series.isNull(row, column)) {
                    feed.number(0);
                    continue;
                }
                feed.number(1);
                switch (fields.get(column).type()) {
                    case FLOAT64 -> feed.number(Double.doubleToLongBits(series.float64(row, column)));
                    case STRING -> feed.text(series.string(row, column));
                    default -> feed.number(series.int64(row, column));
                }
            }
        }
        return feed.value();
    }

    String value() {
        Feed feed = new Feed();
        synchronized (parts) {
            parts.forEach((part, digest) -> {
                feed.text(part);
                feed.text(digest);
            });
        }
        return feed.value();
    }

    /** Of the questions and labels of a spine. */
    static String of(Spine spine) {
        Feed feed = new Feed();
        for (int q = 0; q < spine.size(); q++) {
            feed.text(spine.symbol(q).value());
            feed.number(spine.eventMicros(q));
            feed.number(spine.knownMicros(q));
        }
        spine.labels().forEach((name, values) -> {
            feed.text(name);
            values.forEach(feed::text);
        });
        return feed.value();
    }

    /** Gathers small values into pieces that are worth a digest. */
    private static final class Feed {
        private final MessageDigest digest = Digest.sha256();
        private final ByteBuffer piece = ByteBuffer.allocate(PIECE);

        void number(long value) {
            if (piece.remaining() < Long.BYTES) {
                flush();
            }
            piece.putLong(value);
        }

        void text(String value) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            number(bytes.length);
            flush();
            digest.update(bytes);
        }

        String value() {
            flush();
            return Digest.hex(digest.digest());
        }

        private void flush() {
            digest.update(piece.array(), 0, piece.position());
            piece.clear();
        }
    }
}
