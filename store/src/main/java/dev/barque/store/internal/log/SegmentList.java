package dev.barque.store.internal.log;

import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** The segments of a log by their names, in the order of their rows. */
final class SegmentList {
    private SegmentList() {}

    /** A file and the first sequence that its name says. */
    record Named(Path path, long firstSequence) {}

    static List<Named> of(FileAccess files, Path directory) throws IOException {
        List<Named> found = new ArrayList<>();
        for (Path file : files.list(directory)) {
            OptionalLong first = LogFormat.firstSequence(file);
            if (first.isPresent()) {
                found.add(new Named(file, first.getAsLong()));
            }
        }
        found.sort(Comparator.comparingLong(Named::firstSequence));
        return found;
    }
}
