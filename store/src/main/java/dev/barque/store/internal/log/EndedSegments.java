package dev.barque.store.internal.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Segments that have ended and are not on the device: where appends are not synced, nobody waits for a sync of 64 MiB in the middle
 * of them either. They are synced when the log is closed, unless they were sealed before.
 */
final class EndedSegments {
    private final List<Ended> ended = new ArrayList<>();

    private record Ended(SegmentInfo segment, SegmentFile file) {}

    void add(SegmentInfo segment, SegmentFile file) {
        ended.add(new Ended(segment, file));
    }

    /** Forgets one that is to be deleted. */
    void letGo(SegmentInfo segment) {
        for (Iterator<Ended> each = ended.iterator(); each.hasNext(); ) {
            Ended one = each.next();
            if (one.segment == segment) {
                each.remove();
                closeQuietly(one.file);
            }
        }
    }

    List<SegmentFile> files() {
        return ended.stream().map(Ended::file).toList();
    }

    void close() {
        ended.forEach(each -> closeQuietly(each.file));
        ended.clear();
    }

    static void closeQuietly(SegmentFile file) {
        try {
            file.close();
        } catch (IOException e) {
            // What was written is on the device, or the failure that stopped the writer was reported.
        }
    }
}
