package dev.barque.store.parquet;

import dev.barque.store.asof.RowGroups;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.feature.FileStamp;
import dev.barque.store.internal.parquet.ColumnScan;
import dev.barque.store.internal.parquet.ParquetFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file of any writer, read a row group and a column at a time straight into arrays: numbers, truth values, texts and
 * timestamps that are not repeated, in all encodings that current writers use, uncompressed or in zstd, snappy or gzip. Some pages of a
 * column are in memory at a time, never the file.
 *
 * <pre>{@code
 * try (ParquetScan scan = ParquetScan.open(file)) {
 *     double[] close = new double[Math.toIntExact(scan.rows())];
 *     for (int group = 0, row = 0; group < scan.groups(); row += scan.rows(group++)) {
 *         scan.float64(group, "close", close, row);
 *     }
 * }
 * }</pre>
 *
 * <p>Belongs to one thread; {@link #another} gives one more for another. Errors: {@code store.corrupt-file},
 * {@code store.limit-exceeded}, {@code store.cannot-read}; a column that is not there or of another kind is an
 * {@link IllegalArgumentException} that lists what there is.
 */
public final class ParquetScan implements RowGroups {
    private final Path file;
    private final Optional<FileStamp> stamp;
    private final FileChannel channel;
    private final ColumnScan scan;
    private final Map<String, FlatColumn> columns;

    private ParquetScan(
            Path file,
            Optional<FileStamp> stamp,
            FileChannel channel,
            ColumnScan scan,
            Map<String, FlatColumn> columns) {
        this.file = file;
        this.stamp = stamp;
        this.channel = channel;
        this.scan = scan;
        this.columns = columns;
    }

    /** Opens a file; reads its footer. */
    public static ParquetScan open(Path file) {
        Optional<FileStamp> stamp = stamp(file);
        Map<String, FlatColumn> columns = FlatColumn.of(ParquetFile.schema(file));
        FileChannel channel = channel(file, stamp);
        try {
            return new ParquetScan(file, stamp, channel, ColumnScan.of(channel, file), columns);
        } catch (RuntimeException e) {
            close(channel, file);
            throw e;
        }
    }

    /**
     * One more scan of the file, for another thread; has to be closed by itself. Refuses a file that was changed since it was opened,
     * {@code store.changed-file}.
     */
    @Override
    public ParquetScan another() {
        FileChannel more = channel(file, stamp);
        return new ParquetScan(file, stamp, more, scan.another(more), columns);
    }

    /** Its path. */
    @Override
    public String name() {
        return file.toString();
    }

    /** The columns in their order. */
    @Override
    public List<Column> columns() {
        return columns.values().stream().map(FlatColumn::column).toList();
    }

    /** How many rows there are. */
    public long rows() {
        return scan.rows();
    }

    /** How many row groups there are. */
    @Override
    public int groups() {
        return scan.groups();
    }

    /** How many rows a row group has. */
    @Override
    public int rows(int group) {
        return scan.rows(group);
    }

    /** Reads a column of a row group, its first row to {@code to[at]}; NaN for null. */
    public void float64(int group, String column, double[] to, int at) {
        require(column, Kind.FLOAT64);
        scan.doubles(column, group, to, room(group, to.length, at));
    }

    /** Reads a column of a row group, its first row to {@code to[at]}; refuses nulls, {@code store.corrupt-file}. */
    public void int64(int group, String column, long[] to, int at) {
        require(column, Kind.INT64);
        boolean[] always = {};
        scan.numbers(column, group, new ColumnScan.Target(to, always), room(group, to.length, at));
    }

    /** Reads truth values as 0 and 1, otherwise as {@link #int64}. */
    public void bool(int group, String column, long[] to, int at) {
        require(column, Kind.BOOL);
        boolean[] always = {};
        scan.numbers(column, group, new ColumnScan.Target(to, always), room(group, to.length, at));
    }

    /** Reads timestamps as microseconds since 1970, finer ones cut off, otherwise as {@link #int64}. */
    @Override
    public void micros(int group, String column, long[] to, int at) {
        FlatColumn found = require(column, Kind.TIMESTAMP, Kind.LOCAL_TIMESTAMP);
        boolean[] always = {};
        scan.numbers(column, group, new ColumnScan.Target(to, always), room(group, to.length, at));
        try {
            found.toMicros(to, at, at + rows(group));
        } catch (ArithmeticException e) {
            throw StoreErrors.corruptFile(file, "its column " + column + " has times beyond all bounds", e);
        }
    }

    /**
     * Reads a column of texts as numbers: {@code code} gives one to each text, and is asked a few times for each text rather than for
     * each row. {@link Integer#MIN_VALUE} for null.
     */
    @Override
    public void codes(int group, String column, ToIntFunction<String> code, int[] to, int at) {
        require(column, Kind.TEXT);
        scan.codes(column, group, code, to, room(group, to.length, at));
    }

    /**
     * Reads some rows of a column, NaN for null; pages without any of them are not even unpacked.
     *
     * @param rows of the row group, from 0, which never go down
     * @param to their values, as many
     * @param nulls set for those that are null, as many
     */
    @Override
    public void float64At(int group, String column, int[] rows, double[] to, boolean[] nulls) {
        require(column, Kind.FLOAT64);
        long[] bits = new long[rows.length];
        scan.pick(column, group, inGroup(group, rows), bits, nulls);
        for (int i = 0; i < rows.length; i++) {
            to[i] = nulls[i] ? Double.NaN : Double.longBitsToDouble(bits[i]);
        }
    }

    /** Reads some rows of a column of whole numbers or truth values, as {@link #float64At}; {@code nulls} says which are null. */
    @Override
    public void int64At(int group, String column, int[] rows, long[] to, boolean[] nulls) {
        require(column, Kind.INT64, Kind.BOOL);
        scan.pick(column, group, inGroup(group, rows), to, nulls);
    }

    /** Reads some rows of a column of texts, as {@link #float64At}; null for null. */
    @Override
    public void textAt(int group, String column, int[] rows, @Nullable String[] to) {
        require(column, Kind.TEXT);
        scan.pick(column, group, inGroup(group, rows), to);
    }

    private int[] inGroup(int group, int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < (i == 0 ? 0 : rows[i - 1]) || rows[i] >= rows(group)) {
                throw new IllegalArgumentException(
                        "Rows to be read must go up from 0 and lie in the row group, which has " + rows(group)
                                + ", but number " + i + " was " + rows[i]);
            }
        }
        return rows;
    }

    private int room(int group, int length, int at) {
        if (at < 0 || length - at < rows(group)) {
            throw new IllegalArgumentException("The row group " + group + " of " + file + " has " + rows(group)
                    + " rows, which have no room from " + at + " on in an array of " + length);
        }
        return at;
    }

    private FlatColumn require(String name, Kind... kinds) {
        FlatColumn found = columns.get(name);
        List<Kind> allowed = List.of(kinds);
        if (found == null || !allowed.contains(found.column().kind())) {
            throw new IllegalArgumentException(
                    "No column '" + name + "' of " + allowed + " in " + file + "; there are " + columns());
        }
        return found;
    }

    private static Optional<FileStamp> stamp(Path file) {
        try {
            return FileStamp.of(file);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }

    /** What is open stays what it is when the file is replaced. */
    private static FileChannel channel(Path file, Optional<FileStamp> expected) {
        try {
            FileChannel channel = FileChannel.open(file);
            if (!FileStamp.of(file).equals(expected)) {
                channel.close();
                throw StoreErrors.changedFile(file);
            }
            return channel;
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }

    private static void close(FileChannel channel, Path file) {
        try {
            channel.close();
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }

    @Override
    public void close() {
        scan.close();
        close(channel, file);
    }
}
