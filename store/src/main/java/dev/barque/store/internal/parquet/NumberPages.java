package dev.barque.store.internal.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.BooleanStatistics;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Packs one column of numbers or truth values after the other into pages of version 1 with plain values. Buffers and the context of
 * zstd are used again, also by whoever comes next. A column whose first page zstd makes hardly smaller is left as it is: packing and
 * unpacking it would be for nothing. Belongs to one thread; has to be closed.
 */
final class NumberPages implements AutoCloseable {
    /** Half a MiB of numbers: it stays in the cache of a processor while it is packed. */
    private static final int PAGE_ROWS = 1 << 16;

    private static final int LEVEL_ROOM = PAGE_ROWS + 1024;

    private static final ArrayBlockingQueue<NumberPages> IDLE =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

    private final ReusedZstd zstd = new ReusedZstd();
    private byte[] page = new byte[0];
    private byte[] packed = new byte[0];

    /** Takes the pages of a column, in their order. */
    interface Sink {
        /** A column begins. */
        void begin(ColumnDescriptor column, int rows, CompressionCodecName codec) throws IOException;

        /** Its next page: {@code size} bytes of an array that is used again. */
        void page(int rows, int unpackedSize, byte[] bytes, int size, Statistics<?> statistics) throws IOException;

        /** It ends. */
        void end() throws IOException;
    }

    private NumberPages() {}

    /** One that nobody uses. */
    static NumberPages take() {
        NumberPages idle = IDLE.poll();
        return idle == null ? new NumberPages() : idle;
    }

    /** For columns of other types of the same file. */
    ReusedZstd zstd() {
        return zstd;
    }

    /**
     * Packs a column chunk.
     *
     * @param levels definition levels of the rows; null when every row has a value
     * @param values those of the rows that have one, in their order
     * @param first where the values begin
     */
    void pack(ColumnDescriptor column, byte @Nullable [] levels, int rows, long[] values, int first, Sink to)
            throws IOException {
        boolean packs = true;
        int at = first;
        for (int row = 0; row < rows; row += PAGE_ROWS) {
            int pageRows = Math.min(PAGE_ROWS, rows - row);
            int pageValues = levels == null ? pageRows : present(levels, row, pageRows, column.getMaxDefinitionLevel());
            int length = fill(column, levels, row, pageRows, values, at, pageValues);
            int packedLength = packs ? zstd.pack(page, length, packed) : 0;
            if (row == 0) {
                packs = packedLength < length - length / 16;
                to.begin(column, rows, packs ? CompressionCodecName.ZSTD : CompressionCodecName.UNCOMPRESSED);
            }
            Statistics<?> statistics = statistics(column, values, at, pageValues, pageRows);
            to.page(pageRows, length, packs ? packed : page, packs ? packedLength : length, statistics);
            at += pageValues;
        }
        to.end();
    }

    @Override
    public void close() {
        if (!IDLE.offer(this)) {
            zstd.close();
        }
    }

    private static int present(byte[] levels, int from, int rows, int most) {
        int present = 0;
        for (int i = from; i < from + rows; i++) {
            present += levels[i] == most ? 1 : 0;
        }
        return present;
    }

    /** Puts a page together and says how long it is. */
    private int fill(
            ColumnDescriptor column, byte @Nullable [] levels, int row, int rows, long[] values, int at, int count)
            throws IOException {
        int most = column.getMaxDefinitionLevel();
        int room = 8 * count + (most == 0 ? 0 : rows + LEVEL_ROOM);
        if (page.length < room) {
            page = new byte[room];
            packed = new byte[(int) com.github.luben.zstd.Zstd.compressBound(room)];
        }
        ByteBuffer to = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        if (most > 0) {
            putLevels(to, levels, row, rows, most);
        }
        if (column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN) {
            int start = to.position();
            Arrays.fill(page, start, start + (count + 7) / 8, (byte) 0);
            for (int i = 0; i < count; i++) {
                page[start + (i >> 3)] |= (byte) (values[at + i] << (i & 7));
            }
            return start + (count + 7) / 8;
        }
        to.asLongBuffer().put(values, at, count);
        return to.position() + 8 * count;
    }

    private static void putLevels(ByteBuffer to, byte @Nullable [] levels, int row, int rows, int most)
            throws IOException {
        to.position(4);
        if (levels == null) {
            int run = rows << 1;
            while (run >= 0x80) {
                to.put((byte) (run | 0x80));
                run >>>= 7;
            }
            to.put((byte) run).put((byte) most);
        } else {
            int width = Integer.SIZE - Integer.numberOfLeadingZeros(most);
            try (RunLengthBitPackingHybridEncoder encoder =
                    new RunLengthBitPackingHybridEncoder(width, 64, LEVEL_ROOM, new HeapByteBufferAllocator())) {
                for (int i = row; i < row + rows; i++) {
                    encoder.writeInt(levels[i]);
                }
                to.put(ReusedZstd.whole(encoder.toBytes()));
            }
        }
        to.putInt(0, to.position() - 4);
    }

    private static Statistics<?> statistics(ColumnDescriptor column, long[] values, int at, int count, int rows) {
        Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
        statistics.incrementNumNulls(rows - count);
        if (count == 0) {
            return statistics;
        }
        if (statistics instanceof DoubleStatistics doubles) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            boolean isNaN = false;
            for (int i = at; i < at + count; i++) {
                double value = Double.longBitsToDouble(values[i]);
                min = value < min ? value : min;
                max = value > max ? value : max;
                isNaN |= Double.isNaN(value);
            }
            // Zeros may have either sign; what is not a number has no place between others, and no reader goes by it.
            doubles.setMinMax(isNaN ? Double.NaN : min == 0 ? -0.0 : min, isNaN ? Double.NaN : max == 0 ? 0.0 : max);
        } else {
            long min = values[at];
            long max = min;
            for (int i = at + 1; i < at + count; i++) {
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
            }
            if (statistics instanceof BooleanStatistics truths) {
                truths.setMinMax(min != 0, max != 0);
            } else {
                ((LongStatistics) statistics).setMinMax(min, max);
            }
        }
        return statistics;
    }
}
