package dev.barque.store.internal.log;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.Durability;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows to the log: {@link #append} writes them, {@link #commit} makes them durable. Safe for use by several threads; appends
 * exclude each other, and those that commit at the same time share one sync.
 *
 * <p>A write that fails is taken back, and the next one may succeed (the device was full). A sync that fails stops the writer:
 * the system may have dropped what it could not write, and a second sync would say that all is well.
 */
public final class LogWriter implements AutoCloseable {
    private final FileAccess files;
    private final Path directory;
    private final LogSets sets;
    private final LogRows rows;
    private final boolean syncs;
    private final long segmentBytes;
    private final FrameBuffer buffer = new FrameBuffer();
    private final SyncTurn turn;
    private final List<SegmentInfo> segments;
    private final Queue<Path> released = new ConcurrentLinkedQueue<>();

    // Guarded by this; 'active' also by the turn to sync, and 'bytes' may be looked at by anybody.
    private long next;
    private long end;
    private volatile long bytes;
    private final List<RowCodec> known = new ArrayList<>();
    // Where the log stood before what is being written, to go back there.
    private long markedNext;
    private long markedEnd;
    private long markedBytes;
    private int markedKnown;
    private long markedLastDay;
    private volatile @Nullable Active active;
    private final EndedSegments ended = new EndedSegments();

    private record Active(SegmentInfo segment, SegmentFile file) {}

    /** Goes on with a recovered log. */
    public LogWriter(
            FileAccess files,
            Path directory,
            LogSets sets,
            LogRows rows,
            Durability durability,
            long segmentBytes,
            Recovery.LogState state) {
        this.files = files;
        this.directory = directory;
        this.sets = sets;
        this.rows = rows;
        this.segmentBytes = segmentBytes;
        syncs = durability == Durability.SYNC;
        segments = new ArrayList<>(state.segments);
        next = state.nextSequence;
        end = state.end;
        turn = new SyncTurn(directory, state.nextSequence - 1);
    }

    /** Opens the file that is written, a new one if need be. */
    public synchronized void start() throws IOException {
        AtomicFile.createDirectories(files, directory);
        if (end == 0) {
            begin(create());
        } else {
            SegmentInfo last = segments.get(segments.size() - 1);
            active = new Active(last, open(last.path));
        }
    }

    /** Writes rows, all or none; not before {@link #commit} are they safe and may be shown. */
    public Written append(List<FeatureRow> batch, long ingestedMicros) {
        Written written = new Written();
        append(batch, ingestedMicros, written);
        return written;
    }

    private synchronized void append(List<FeatureRow> batch, long ingestedMicros, Written written) {
        turn.requireSound();
        try {
            Active to = writable();
            mark(to);
            try {
                encode(to, batch, ingestedMicros, written);
                flush(to);
                turn.wrote(next - 1);
            } catch (IOException | RuntimeException | Error e) {
                written.forget();
                takeBack(to, e);
                throw e;
            }
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(directory, e);
        } catch (InternalError e) { // by which the JVM says that a window of the file is not there
            throw StoreErrors.cannotWrite(directory, new IOException("the file cannot be reached", e));
        }
    }

    /**
     * Writes the rows of several appends by one call of the system. Each of them succeeds or fails by itself: what one of them
     * did wrong does not touch the others.
     */
    synchronized void append(Append first) {
        if (first.next == null || !appendTogether(first)) {
            for (Append each = first; each != null; each = each.next) {
                try {
                    append(each.rows, each.ingestedMicros, each);
                } catch (RuntimeException | Error e) {
                    each.failure = e;
                }
            }
        }
    }

    private boolean appendTogether(Append first) {
        if (!turn.isSound()) {
            return false;
        }
        try {
            Active to = writable();
            mark(to);
            try {
                for (Append each = first; each != null; each = each.next) {
                    encode(to, each.rows, each.ingestedMicros, each);
                }
                flush(to);
                turn.wrote(next - 1);
                return true;
            } catch (IOException | RuntimeException | Error e) {
                takeBack(to, e);
            }
        } catch (IOException | RuntimeException e) {
            // Could not go on in another segment: one by one, the appends will be told.
        }
        for (Append each = first; each != null; each = each.next) {
            each.forget();
        }
        return false;
    }

    private void mark(Active to) {
        markedNext = next;
        markedEnd = end;
        markedBytes = bytes;
        markedKnown = known.size();
        markedLastDay = to.segment.lastDay;
    }

    private void takeBack(Active from, Throwable because) {
        next = markedNext;
        end = markedEnd;
        bytes = markedBytes;
        known.subList(markedKnown, known.size()).clear();
        from.segment.lastDay = markedLastDay;
        buffer.clear();
        try {
            from.file.truncate(end);
        } catch (IOException | InternalError e) {
            because.addSuppressed(e);
            turn.fail(because);
        }
    }

    private Active writable() throws IOException {
        if (end >= segmentBytes) {
            rotate();
        }
        buffer.clear();
        return Objects.requireNonNull(active);
    }

    private void encode(Active to, List<FeatureRow> batch, long ingestedMicros, Written written) throws IOException {
        int size = batch.size();
        long firstLocation = 0;
        long[] others = size == 1 ? null : new long[size - 1];
        describeNewSets(batch);
        int part = 0;
        int row = 0;
        while (row < size) {
            int first = row;
            int start = buffer.begin();
            buffer.position(start + LogFormat.ROWS_AT);
            while (row < size && buffer.position() - start < LogFormat.FULL_FRAME) {
                FeatureRow each = batch.get(row);
                long location = LogRows.location(to.segment.number, end + buffer.position());
                if (row == 0 || others == null) {
                    firstLocation = location;
                } else {
                    others[row - 1] = location;
                }
                sets.codec(each.set().id()).encode(buffer, each, ingestedMicros, next + row);
                to.segment.lastDay = Math.max(to.segment.lastDay, Math.floorDiv(each.eventMicros(), UtcMicros.PER_DAY));
                row++;
            }
            buffer.setInt(start + LogFormat.FRAME_BYTES, part++);
            buffer.setInt(start + LogFormat.FRAME_BYTES + 4, row - first);
            buffer.finish(start, next + first, row == size ? LogFormat.ROWS : LogFormat.PART);
            if (buffer.position() >= LogFormat.FULL_FRAME) {
                flush(to);
            }
        }
        written.set(next, firstLocation, others);
        next += size;
    }

    private void flush(Active to) throws IOException {
        int length = buffer.position();
        if (length > 0) {
            to.file.write(buffer.content(), end);
            end += length;
            long before = bytes;
            bytes = before + length; // written under the monitor only
            buffer.clear();
        }
    }

    /** Before a batch, all sets of it that the segment does not know: nothing else may stand inside a batch. */
    private void describeNewSets(List<FeatureRow> batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (!isKnown(batch, i)) {
                RowCodec codec = sets.codec(batch.get(i).set().id());
                int start = buffer.begin();
                SchemaRecord.encode(buffer, codec.set());
                buffer.finish(start, next, LogFormat.SCHEMA);
                known.add(codec);
            }
        }
    }

    private boolean isKnown(List<FeatureRow> batch, int row) {
        RowCodec codec = sets.codec(batch.get(row).set().id());
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i) == codec) {
                return true;
            }
        }
        return false;
    }

    /** Makes the rows up to a sequence durable, if that was asked for when the store was opened. */
    public void commit(long sequence) {
        if (!syncs) {
            return;
        }
        if (turn.take(sequence)) {
            syncAndPass();
        }
    }

    private void syncAndPass() {
        long written = turn.written();
        // Read after 'written': if the segment changed in between, the change synced the old one.
        Active to = Objects.requireNonNull(active);
        try {
            to.file.sync();
            turn.pass(written);
        } catch (IOException | RuntimeException | Error e) {
            turn.fail(e);
            throw e instanceof BarqueException b ? b : StoreErrors.logFailed(directory, e);
        }
    }

    /** Closes the active segment and begins another, if it has rows. Says which sequence is the last so far. */
    public synchronized long cut() {
        turn.requireSound();
        try {
            if (next > Objects.requireNonNull(active).segment.firstSequence) {
                rotate();
            }
            return next - 1;
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(directory, e);
        }
    }

    /**
     * Makes the segments that have ended durable, in either durability: before rows of them are in files for good, or a loss of power
     * could leave a part of a batch. Appends go on meanwhile. Whoever releases segments must not do so at the same time.
     */
    public void syncEnded() {
        List<SegmentFile> all;
        synchronized (this) {
            turn.requireSound();
            all = ended.files();
        }
        try {
            sync(all);
        } catch (IOException | RuntimeException | Error e) {
            turn.fail(e);
            throw StoreErrors.logFailed(directory, e);
        }
    }

    private static void sync(List<SegmentFile> files) throws IOException {
        for (SegmentFile file : files) {
            file.sync();
        }
    }

    /** Throws {@code store.log-failed} once a sync has failed. */
    void requireSound() {
        turn.requireSound();
    }

    /** The sequence that the next row gets. */
    public synchronized long nextSequence() {
        return next;
    }

    /** How many bytes were appended since the store was opened. */
    public long bytes() {
        return bytes;
    }

    private void rotate() throws IOException {
        Active old = Objects.requireNonNull(active);
        // Before the old one says that the log goes on there has to be somewhere to go on.
        Path path = create();
        turn.takeAlone();
        try {
            if (syncs) {
                closeWith(old, LogFormat.END);
            } else {
                endWith(old, LogFormat.END);
                ended.add(old.segment, old.file);
            }
            begin(path);
            turn.pass(next - 1);
        } catch (IOException | RuntimeException | Error e) {
            turn.fail(e);
            throw e instanceof BarqueException b ? b : StoreErrors.logFailed(directory, e);
        }
    }

    /** Synced before: whoever reads that the segment ends in peace may rely on all that stands before. */
    private void closeWith(Active old, byte type) throws IOException {
        try {
            old.file.sync();
            endWith(old, type);
            old.file.sync();
        } finally {
            // On a full device too: the descriptor would be lost to this process for good.
            old.file.close();
        }
    }

    private void endWith(Active old, byte type) throws IOException {
        buffer.clear();
        int start = buffer.begin();
        buffer.put((byte) 0);
        buffer.finish(start, next, type);
        int length = buffer.position();
        old.file.write(buffer.content(), end);
        old.file.truncate(end + length);
    }

    private Path create() {
        Path path = directory.resolve(LogFormat.fileName(next));
        long first = next;
        AtomicFile.replace(files, path, file -> file.write(LogFormat.header(first), 0));
        return path;
    }

    private void begin(Path path) throws IOException {
        SegmentInfo segment = new SegmentInfo(path, rows.add(path), next);
        segments.add(segment);
        known.clear();
        end = LogFormat.HEADER_BYTES;
        active = new Active(segment, open(path));
    }

    private SegmentFile open(Path path) throws IOException {
        return syncs ? new PreallocatedFile(files.open(path), end) : new WindowedFile(files.open(path));
    }

    /** Lets go of the oldest segments as far as all their rows are sealed. Their files stay until {@link #clear}. */
    public synchronized Checkpoint release(Checkpoint checkpoint) {
        Checkpoint now = checkpoint;
        int count = 0;
        while (count < segments.size() - 1
                && covers(now, segments.get(count), segments.get(count + 1).firstSequence - 1)) {
            count++;
        }
        if (count == 0) {
            now.write(files, directory);
            return now;
        }
        now = now.releasing(segments.get(count).firstSequence - 1);
        now.write(files, directory);
        for (SegmentInfo old : segments.subList(0, count)) {
            rows.remove(old.number);
            ended.letGo(old);
            released.add(old.path);
        }
        segments.subList(0, count).clear();
        return now;
    }

    /**
     * Deletes the files of segments that were released; appends go on meanwhile. What cannot be deleted is left to the next time. One
     * thread at a time.
     */
    public void clear() {
        Path old = released.peek();
        if (old == null) {
            return;
        }
        try {
            for (; old != null; old = released.peek()) {
                files.delete(old);
                released.remove();
            }
            files.syncDirectory(directory);
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(directory, e);
        }
    }

    private static boolean covers(Checkpoint checkpoint, SegmentInfo segment, long lastSequence) {
        return segment.lastDay == Long.MIN_VALUE || checkpoint.covers(lastSequence, segment.lastDay);
    }

    /** Syncs what was written, in either durability, and says in the log that it was closed in peace. */
    @Override
    public synchronized void close() {
        Active old = active;
        if (old == null) {
            return;
        }
        active = null;
        if (turn.isSound()) {
            turn.takeAlone();
            try {
                sync(ended.files());
                closeWith(old, LogFormat.CLOSED);
                turn.pass(next - 1);
            } catch (IOException e) {
                turn.fail(e);
                throw StoreErrors.logFailed(directory, e);
            } finally {
                ended.close();
            }
        } else {
            ended.close();
            EndedSegments.closeQuietly(old.file);
        }
    }
}
