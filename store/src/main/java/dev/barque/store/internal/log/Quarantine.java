package dev.barque.store.internal.log;

import dev.barque.store.LogDamage;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.Json;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps damaged stretches of the log in {@code HOME/quarantine}, each beside a report in JSON. */
final class Quarantine {
    private final FileAccess files;
    private final Path home;

    Quarantine(FileAccess files, Path home) {
        this.files = files;
        this.home = home;
    }

    /** Copies a stretch: its place decides the name, so that whoever is interrupted and begins again makes no second copy. */
    LogDamage take(
            SegmentList.Named segment, ReadableFile file, long from, long to, long firstSequence, long nextSequence) {
        String name = "log-" + segment.path().getFileName() + "-" + from;
        Path target = home.resolve("quarantine").resolve(name + ".bin");
        AtomicFile.replace(files, target, copy -> SegmentRewrite.copy(file, from, to, copy, 0));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("what", "a stretch of the log that makes no sense, with sound records behind it");
        report.put("segment", home.relativize(segment.path()).toString());
        report.put("position", from);
        report.put("bytes", to - from);
        report.put("first_sequence", firstSequence);
        report.put("next_sequence", nextSequence);
        report.put(
                "remedy",
                nextSequence > firstSequence
                        ? "rows " + firstSequence + " to " + (nextSequence - 1)
                                + " are lost unless they are in Parquet files: append them again or regenerate them"
                        : "no row is lost");
        AtomicFile.replace(files, home.resolve("quarantine").resolve(name + ".json"), Json.write(report));
        return new LogDamage(
                LogDamage.Kind.DAMAGED,
                segment.path(),
                from,
                to - from,
                firstSequence,
                nextSequence,
                Optional.of(target));
    }
}
