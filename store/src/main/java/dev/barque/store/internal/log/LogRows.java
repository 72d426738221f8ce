package dev.barque.store.internal.log;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads single rows of the log by their location: the number of a segment and a position in it. One descriptor for each
 * segment. Safe for use by several threads.
 */
public final class LogRows implements AutoCloseable {
    private static final int MOST_ROWS_FIT = 1 << 10;
    private static final int POSITION_BITS = 40;

    private final FileAccess files;
    private final Path home;
    private final LogSets sets;
    private volatile @Nullable OpenSegment[] segments = {};
    private volatile boolean closed;

    private record OpenSegment(Path path, ReadableFile file) {}

    /** Reads rows of these sets. */
    public LogRows(FileAccess files, Path home, LogSets sets) {
        this.files = files;
        this.home = home;
        this.sets = sets;
    }

    /** Opens a segment and numbers it. */
    synchronized int add(Path path) throws IOException {
        @Nullable OpenSegment[] more = Arrays.copyOf(segments, segments.length + 1);
        more[more.length - 1] = new OpenSegment(path, files.read(path));
        segments = more;
        return more.length - 1;
    }

    /** Lets go of a segment; locations in it are {@link #isGone gone}. */
    synchronized void remove(int number) {
        @Nullable OpenSegment[] fewer = segments.clone();
        OpenSegment segment = fewer[number];
        fewer[number] = null;
        segments = fewer;
        if (segment != null) {
            close(segment);
        }
    }

    static long location(int segment, long position) {
        return ((long) segment << POSITION_BITS) | position;
    }

    /** Whether the row is not in the log any more: it was sealed meanwhile. */
    public boolean isGone(long location) {
        return segments[(int) (location >>> POSITION_BITS)] == null;
    }

    /**
     * The row at a location. Throws {@code store.corrupt-log} for damage that came after the log was opened, and
     * {@code store.closed}.
     */
    public FeatureRow read(long location, Symbol symbol) {
        OpenSegment segment = segments[(int) (location >>> POSITION_BITS)];
        if (segment == null) {
            throw gone();
        }
        long position = location & ((1L << POSITION_BITS) - 1);
        try {
            ByteBuffer bytes = bytes(segment.file(), position, MOST_ROWS_FIT);
            int length = bytes.remaining() < RowCodec.SYMBOL_AT ? 0 : bytes.getInt(RowCodec.LENGTH_AT);
            if (length > bytes.remaining() && length <= LogFormat.MAX_PAYLOAD) {
                bytes = bytes(segment.file(), position, length);
            }
            if (length < RowCodec.SYMBOL_AT
                    || length > bytes.remaining()
                    || LogFormat.crc(bytes.slice(4, length - 4)) != bytes.getInt(0)) {
                throw StoreErrors.corruptLog(segment.path(), position);
            }
            RowCodec codec = sets.byKey(bytes.getLong(RowCodec.KEY_AT));
            if (codec == null) {
                throw StoreErrors.corruptLog(segment.path(), position);
            }
            return codec.decode(bytes, symbol);
        } catch (ClosedChannelException e) {
            throw closed || isGone(location) ? gone() : StoreErrors.cannotRead(segment.path(), e);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(segment.path(), e);
        }
    }

    /**
     * Reads rows into columns, the one at {@code locations[i]} into row {@code first + i}, of those from {@code begin} to before
     * {@code end}. Throws {@code store.corrupt-log} for damage that came after the log was opened, and {@code store.closed}.
     */
    public void read(long[] locations, int begin, int end, RowColumns to, int first) {
        RowRun run = new RowRun();
        OpenSegment last = null;
        for (int i = begin; i < end; i++) {
            OpenSegment segment = segments[(int) (locations[i] >>> POSITION_BITS)];
            if (segment == null) {
                throw gone();
            }
            if (!segment.equals(last)) {
                run.begin();
                last = segment;
            }
            long position = locations[i] & ((1L << POSITION_BITS) - 1);
            try {
                ByteBuffer row = run.row(segment.file(), segment.path(), position);
                RowCodec codec = sets.byKey(row.getLong(row.position() + RowCodec.KEY_AT));
                if (codec == null) {
                    throw StoreErrors.corruptLog(segment.path(), position);
                }
                codec.decode(row, to, first + i);
            } catch (ClosedChannelException e) {
                throw closed ? gone() : StoreErrors.cannotRead(segment.path(), e);
            } catch (IOException e) {
                throw StoreErrors.cannotRead(segment.path(), e);
            }
        }
    }

    private RuntimeException gone() {
        return closed ? StoreErrors.closed(home) : new GoneException();
    }

    private static ByteBuffer bytes(ReadableFile file, long position, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most).order(ByteOrder.LITTLE_ENDIAN);
        int read;
        do {
            read = file.read(bytes, position + bytes.position());
        } while (read > 0 && bytes.hasRemaining());
        return bytes.flip();
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (OpenSegment segment : segments) {
            if (segment != null) {
                close(segment);
            }
        }
        segments = new @Nullable OpenSegment[segments.length];
    }

    private static void close(OpenSegment segment) {
        try {
            segment.file().close();
        } catch (IOException e) {
            // Nothing was written through it.
        }
    }

    /** The row was sealed meanwhile: look again. */
    public static final class GoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
