package dev.barque.store.internal.log;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Looks at every frame of a log without changing it. A last segment that ends within a frame is no damage: a writer is at it,
 * or died and the next one cuts it.
 */
public final class LogAudit {
    private LogAudit() {}

    /** Whether a file has the name of a segment. */
    public static boolean isSegment(Path file) {
        return LogFormat.firstSequence(file).isPresent();
    }

    /** Tells each segment of a home, with what is wrong with it; empty when nothing is. */
    public static void check(FileAccess files, Path home, BiConsumer<Path, String> segments) {
        Path directory = Recovery.directory(home);
        try {
            // Of segments that were let go of, an earlier one may be there again after a loss of power and a later one
            // may not.
            long kept =
                    Checkpoint.read(files, directory).orElse(Checkpoint.NONE).released() + 1;
            long next = Long.MAX_VALUE;
            for (SegmentList.Named segment : SegmentList.of(files, directory)) {
                try (ReadableFile file = files.read(segment.path())) {
                    SegmentScan scan = new SegmentScan(file, segment.firstSequence(), new LogSets(List.of()));
                    scan.readAll();
                    segments.accept(segment.path(), problem(segment, scan, Math.max(next, kept)));
                    next = scan.nextSequence();
                } catch (NoSuchFileException e) {
                    // Sealed and let go of by a writer beside us.
                    next = Long.MAX_VALUE;
                }
            }
        } catch (IOException e) {
            throw StoreErrors.cannotRead(directory, e);
        }
    }

    private static String problem(SegmentList.Named segment, SegmentScan scan, long next) {
        if (segment.firstSequence() > next) {
            return "the segment before it, with the rows " + next + " to " + (segment.firstSequence() - 1)
                    + ", is not there";
        }
        if (!scan.isHeaderSound()) {
            return "its head is damaged";
        }
        if (!scan.holes().isEmpty()) {
            SegmentScan.Hole hole = scan.holes().get(0);
            return "what stands from byte " + hole.from() + " to " + hole.to() + " makes no sense, where the rows from "
                    + hole.firstSequence() + " on should be";
        }
        return "";
    }
}
