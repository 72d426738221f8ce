package dev.barque.store.internal.log;

import dev.barque.core.time.UtcMicros;
import dev.barque.store.LogStat;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the rows of a log that its checkpoint does not cover. */
public final class UnsealedLog {
    private final Checkpoint checkpoint;
    private final LogSets sets = new LogSets(List.of());
    private long segments;
    private long bytes;
    private long rows;
    private @Nullable Instant oldest;

    private UnsealedLog(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    /** Of a home, which need not have a log. */
    public static LogStat of(FileAccess files, Path home) throws IOException {
        Path directory = Recovery.directory(home);
        UnsealedLog log = new UnsealedLog(Checkpoint.read(files, directory).orElse(Checkpoint.NONE));
        for (SegmentList.Named segment : SegmentList.of(files, directory)) {
            try (ReadableFile file = files.read(segment.path())) {
                log.add(file, segment.firstSequence());
            } catch (NoSuchFileException e) {
                // Sealed and let go of by a writer beside us.
            }
        }
        return new LogStat(log.segments, log.bytes, log.rows, Optional.ofNullable(log.oldest));
    }

    private void add(ReadableFile file, long firstSequence) throws IOException {
        segments++;
        bytes += file.size();
        SegmentScan scan = new SegmentScan(file, firstSequence, sets);
        scan.follow();
        long[] first = {-1};
        scan.rows().forEach((codec, symbol, event, known, sequence, position) -> {
            if (!checkpoint.covers(sequence, Math.floorDiv(event, UtcMicros.PER_DAY))) {
                rows++;
                first[0] = first[0] < 0 ? position : first[0];
            }
        });
        // Rows are written in the order of time, so that the first one is the oldest.
        if (oldest == null && first[0] >= 0) {
            oldest = ingested(file, first[0]);
        }
    }

    private static Instant ingested(ReadableFile file, long row) throws IOException {
        ByteBuffer micros = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (micros.hasRemaining()) {
            if (file.read(micros, row + RowCodec.INGESTED_AT + micros.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return UtcMicros.toInstant(micros.getLong(0));
    }
}
