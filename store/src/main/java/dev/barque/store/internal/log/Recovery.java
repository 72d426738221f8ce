package dev.barque.store.internal.log;

import dev.barque.core.time.UtcMicros;
import dev.barque.store.LogDamage;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a log whole again before it is written: what is damaged is put into quarantine and cut out, a torn tail is cut off.
 *
 * <p>The last segment of a log that was not closed in peace is written anew, synced and put in the place of the old one, also
 * when nothing is wrong with it: after a sync that failed, what is read may be in memory only, and syncing the same file again
 * would not write it.
 */
public final class Recovery {
    private final FileAccess files;
    private final Path home;
    private final Path directory;
    private final LogSets sets;
    private final Checkpoint checkpoint;
    private final LogRows rows;
    private final RowSink sink;

    private final List<LogDamage> damages = new ArrayList<>();
    private final List<SegmentInfo> segments = new ArrayList<>();
    private long next;
    private long end;
    private long bytes;
    private long live;

    /** A log that can be gone on with. */
    public record Recovered(List<LogDamage> damages, long rows, long bytes, LogState state) {}

    /** Where a writer goes on: opaque to all but {@link LogWriter}. */
    public static final class LogState {
        final List<SegmentInfo> segments;
        final long nextSequence;
        final long end;

        private LogState(List<SegmentInfo> segments, long nextSequence, long end) {
            this.segments = segments;
            this.nextSequence = nextSequence;
            this.end = end;
        }
    }

    private Recovery(FileAccess files, Path home, LogSets sets, Checkpoint checkpoint, LogRows rows, RowSink sink) {
        this.files = files;
        this.home = home;
        directory = directory(home);
        this.sets = sets;
        this.checkpoint = checkpoint;
        this.rows = rows;
        this.sink = sink;
    }

    /** Where the log of a home lies. */
    public static Path directory(Path home) {
        return home.resolve("log");
    }

    /** Whether a home has a log. */
    public static boolean isThere(FileAccess files, Path home) throws IOException {
        return !SegmentList.of(files, directory(home)).isEmpty();
    }

    /**
     * Recovers the log of a home, which only its one writer may do, and hands out the rows that are not sealed.
     *
     * @param firstSequence of the next row when there is no log
     */
    public static Recovered recover(
            FileAccess files,
            Path home,
            LogSets sets,
            Checkpoint checkpoint,
            LogRows rows,
            long firstSequence,
            RowSink sink)
            throws IOException {
        return new Recovery(files, home, sets, checkpoint, rows, sink).recover(firstSequence);
    }

    private Recovered recover(long firstSequence) throws IOException {
        for (Path file : files.list(directory)) {
            if (AtomicFile.isTemporary(file)) {
                files.delete(file);
            }
        }
        next = Math.max(firstSequence, checkpoint.released() + 1);
        List<SegmentList.Named> found = SegmentList.of(files, directory);
        for (int i = 0; i < found.size(); i++) {
            segment(found.get(i), i == found.size() - 1);
        }
        return new Recovered(damages, live, bytes, new LogState(segments, next, end));
    }

    private void segment(SegmentList.Named segment, boolean isLast) throws IOException {
        if (segment.firstSequence() > next) {
            damages.add(new LogDamage(
                    LogDamage.Kind.MISSING,
                    directory.resolve(LogFormat.fileName(next)),
                    0,
                    0,
                    next,
                    segment.firstSequence(),
                    Optional.empty()));
        }
        SegmentScan scan;
        try (ReadableFile file = files.read(segment.path())) {
            bytes += file.size();
            scan = new SegmentScan(file, segment.firstSequence(), sets);
            scan.readAll();
            long torn = scan.goesOn() ? scan.end() : scan.endOfNonZero();
            boolean isSound = scan.isHeaderSound() && scan.holes().isEmpty() && torn == scan.end();
            boolean isEmpty = scan.end() == LogFormat.HEADER_BYTES && torn <= LogFormat.HEADER_BYTES;
            if (isEmpty && (segment.firstSequence() < next || (isLast && !scan.isHeaderSound()))) {
                drop(segment);
                return;
            }
            if (!isSound) {
                report(segment, scan, file, torn, isLast);
            }
            if (!isSound || !(scan.goesOn() || scan.isClosed())) {
                new SegmentRewrite(files, file, scan).replace(segment.path(), segment.firstSequence());
            }
            if (isSound) {
                if (scan.goesOn()) {
                    force(segment.path());
                }
                use(segment, scan);
                return;
            }
        }
        try (ReadableFile file = files.read(segment.path())) {
            scan = new SegmentScan(file, segment.firstSequence(), sets);
            scan.readAll();
            use(segment, scan);
        }
    }

    /** Its writer may have died before it synced it: where appends are not synced that is done later ({@link EndedSegments}). */
    private void force(Path segment) throws IOException {
        try (WritableFile file = files.open(segment)) {
            file.sync();
        }
    }

    /** A segment that never had a row: it was being made when its writer died or the device was full. */
    private void drop(SegmentList.Named segment) throws IOException {
        files.delete(segment.path());
        files.syncDirectory(directory);
    }

    private void report(SegmentList.Named segment, SegmentScan scan, ReadableFile file, long torn, boolean isLast)
            throws IOException {
        Quarantine quarantine = new Quarantine(files, home);
        if (!scan.isHeaderSound()) {
            damages.add(quarantine.take(
                    segment, file, 0, LogFormat.HEADER_BYTES, segment.firstSequence(), segment.firstSequence()));
        }
        for (SegmentScan.Hole hole : scan.holes()) {
            damages.add(
                    quarantine.take(segment, file, hole.from(), hole.to(), hole.firstSequence(), hole.nextSequence()));
        }
        if (torn > scan.end() && isLast) {
            damages.add(new LogDamage(
                    LogDamage.Kind.TORN_TAIL,
                    segment.path(),
                    scan.end(),
                    torn - scan.end(),
                    scan.nextSequence(),
                    scan.nextSequence(),
                    Optional.empty()));
        } else if (torn > scan.end()) {
            damages.add(quarantine.take(segment, file, scan.end(), torn, scan.nextSequence(), scan.nextSequence()));
        }
    }

    private void use(SegmentList.Named segment, SegmentScan scan) throws IOException {
        SegmentInfo info = new SegmentInfo(segment.path(), rows.add(segment.path()), segment.firstSequence());
        segments.add(info);
        scan.rows().forEach((codec, symbol, event, known, sequence, position) -> {
            long day = Math.floorDiv(event, UtcMicros.PER_DAY);
            info.lastDay = Math.max(info.lastDay, day);
            if (!checkpoint.covers(sequence, day)) {
                live++;
                sink.row(codec.set(), symbol, event, known, sequence, LogRows.location(info.number, position));
            }
        });
        next = Math.max(next, scan.nextSequence());
        end = scan.goesOn() ? 0 : scan.end();
    }
}
