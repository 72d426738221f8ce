package dev.barque.store.internal.log;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of one feature set as bytes, without reflection or boxing. A row: 4 CRC32C of all that follows, 4 bytes in all, 8
 * sequence, 8 event, 8 known, 8 ingested, 8 key of set and schema, 2 bytes of symbol, symbol, one bit for each field that is not
 * null, and the values of those. Its own checksum lets one row of a large frame be read alone.
 */
public final class RowCodec {
    static final int LENGTH_AT = 4;
    static final int SEQUENCE_AT = 8;
    static final int EVENT_AT = 16;
    static final int KNOWN_AT = 24;
    static final int INGESTED_AT = 32;
    static final int KEY_AT = 40;
    static final int SYMBOL_LENGTH_AT = 48;
    static final int SYMBOL_AT = 50;

    private final FeatureSet set;
    private final long key;
    private final FeatureType[] types;

    /** For rows of a set. */
    public RowCodec(FeatureSet set) {
        this.set = set;
        key = key(set);
        FeatureSchema schema = set.schema();
        types = new FeatureType[schema.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = schema.field(i).type();
        }
    }

    /** Says which set and schema a row has: the same on every machine and in every process. */
    private static long key(FeatureSet set) {
        String text = set.id() + "\n" + set.schema().fingerprint();
        return Long.parseUnsignedLong(
                Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 16), 16);
    }

    /** Whose rows. */
    public FeatureSet set() {
        return set;
    }

    long key() {
        return key;
    }

    void encode(FrameBuffer to, FeatureRow row, long ingestedMicros, long sequence) {
        int start = to.position();
        to.position(start + SYMBOL_AT);
        to.setLong(start + SEQUENCE_AT, sequence);
        to.setLong(start + EVENT_AT, row.eventMicros());
        to.setLong(start + KNOWN_AT, row.knownMicros());
        to.setLong(start + INGESTED_AT, ingestedMicros);
        to.setLong(start + KEY_AT, key);
        to.setShort(start + SYMBOL_LENGTH_AT, to.putUtf8(row.symbol().value()));
        int bits = 0;
        int bitmap = to.position();
        to.position(bitmap + (types.length + 7) / 8);
        for (int i = 0; i < types.length; i++) {
            if (!row.isNull(i)) {
                bits |= 1 << (i & 7);
                encode(to, row, i);
            }
            if ((i & 7) == 7 || i == types.length - 1) {
                to.setByte(bitmap + (i >> 3), bits);
                bits = 0;
            }
        }
        int length = to.position() - start;
        if (length > LogFormat.MAX_ROW) {
            throw StoreErrors.rowTooLarge(row, length);
        }
        to.setInt(start + LENGTH_AT, length);
        to.setInt(start, to.checksum(start + LENGTH_AT));
    }

    private void encode(FrameBuffer to, FeatureRow row, int field) {
        switch (types[field]) {
            case FLOAT64 -> to.putLong(Double.doubleToRawLongBits(row.float64(field)));
            case INT64 -> to.putLong(row.int64(field));
            case BOOL -> to.put((byte) (row.bool(field) ? 1 : 0));
            case STRING -> text(to, row.string(field));
            case FLOAT64_LIST -> {
                int length = row.length(field);
                to.putInt(length);
                for (int i = 0; i < length; i++) {
                    to.putLong(Double.doubleToRawLongBits(row.float64(field, i)));
                }
            }
            case STRING_LIST -> {
                int length = row.length(field);
                to.putInt(length);
                for (int i = 0; i < length; i++) {
                    text(to, row.string(field, i));
                }
            }
            case INTERVAL_LIST -> {
                int length = row.length(field);
                to.putInt(length);
                for (int i = 0; i < length; i++) {
                    to.putLong(Double.doubleToRawLongBits(row.lo(field, i)));
                    to.putLong(Double.doubleToRawLongBits(row.hi(field, i)));
                }
            }
        }
    }

    private static void text(FrameBuffer to, String text) {
        int at = to.position();
        to.putInt(0);
        to.setInt(at, to.putUtf8(text));
    }

    /** The row that begins where the buffer is; its checksum was compared. */
    FeatureRow decode(ByteBuffer from, Symbol symbol) {
        int start = from.position();
        int bitmap = start + SYMBOL_AT + (from.getShort(start + SYMBOL_LENGTH_AT) & 0xFFFF);
        from.position(bitmap + (types.length + 7) / 8);
        FeatureRow.Builder row = FeatureRow.builder(set, symbol);
        for (int i = 0; i < types.length; i++) {
            if (((from.get(bitmap + (i >> 3)) >> (i & 7)) & 1) != 0) {
                decode(from, row, i);
            }
        }
        return row.build(from.getLong(start + EVENT_AT), from.getLong(start + KNOWN_AT))
                .written(from.getLong(start + INGESTED_AT), from.getLong(start + SEQUENCE_AT));
    }

    /** As {@link #decode(ByteBuffer, Symbol)}, into columns. Values that are null are left out. */
    void decode(ByteBuffer from, RowColumns to, int row) {
        int start = from.position();
        int bitmap = start + SYMBOL_AT + (from.getShort(start + SYMBOL_LENGTH_AT) & 0xFFFF);
        from.position(bitmap + (types.length + 7) / 8);
        to.times(
                row,
                from.getLong(start + EVENT_AT),
                from.getLong(start + KNOWN_AT),
                from.getLong(start + INGESTED_AT),
                from.getLong(start + SEQUENCE_AT));
        for (int i = 0; i < types.length; i++) {
            if (((from.get(bitmap + (i >> 3)) >> (i & 7)) & 1) != 0) {
                decode(from, to, row, i);
            }
        }
    }

    private void decode(ByteBuffer from, RowColumns to, int row, int field) {
        switch (types[field]) {
            case FLOAT64, INT64 -> to.bits(field, row, from.getLong());
            case BOOL -> to.bits(field, row, from.get() == 0 ? 0 : 1);
            case STRING -> to.object(field, row, text(from, from.getInt()));
            case FLOAT64_LIST -> to.object(field, row, doubles(from, from.getInt()));
            case STRING_LIST -> {
                String[] texts = new String[from.getInt()];
                for (int i = 0; i < texts.length; i++) {
                    texts[i] = text(from, from.getInt());
                }
                to.object(field, row, texts);
            }
            case INTERVAL_LIST -> to.object(field, row, doubles(from, Math.multiplyExact(2, from.getInt())));
        }
    }

    private void decode(ByteBuffer from, FeatureRow.Builder row, int field) {
        switch (types[field]) {
            case FLOAT64 -> row.float64(field, Double.longBitsToDouble(from.getLong()));
            case INT64 -> row.int64(field, from.getLong());
            case BOOL -> row.bool(field, from.get() != 0);
            case STRING -> row.string(field, text(from, from.getInt()));
            case FLOAT64_LIST -> row.float64List(field, doubles(from, from.getInt()));
            case STRING_LIST -> {
                int length = from.getInt();
                List<String> texts = new ArrayList<>(length);
                for (int i = 0; i < length; i++) {
                    texts.add(text(from, from.getInt()));
                }
                row.stringList(field, texts);
            }
            case INTERVAL_LIST -> row.intervalList(field, doubles(from, Math.multiplyExact(2, from.getInt())));
        }
    }

    private static double[] doubles(ByteBuffer from, int length) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = Double.longBitsToDouble(from.getLong());
        }
        return values;
    }

    static String text(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
