package dev.barque.store.internal.log;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How much of a segment counts at a moment, while its writer may go on.
 *
 * @param bytes up to the end of the last frame that counts
 * @param lastSequence of the last row up to there; that before the segment when it has none
 */
public record LogPrefix(long bytes, long lastSequence) {
    /** Of a segment, by whatever path, of which the name is the given one. */
    public static LogPrefix of(FileAccess files, Path segment, Path name) throws IOException {
        long first = LogFormat.firstSequence(name)
                .orElseThrow(() -> new IllegalArgumentException(name + " is not the name of a segment"));
        try (ReadableFile file = files.read(segment)) {
            SegmentScan scan = new SegmentScan(file, first, new LogSets(List.of()));
            scan.readAll();
            return new LogPrefix(Math.min(scan.end(), file.size()), scan.nextSequence() - 1);
        }
    }
}
