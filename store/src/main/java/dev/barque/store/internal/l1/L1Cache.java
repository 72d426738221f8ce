package dev.barque.store.internal.l1;

import dev.barque.store.internal.StoreErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What was read of files, as long as they do not change: facts of all of them, and the content of the most recent. */
public final class L1Cache {
    private static final int DAYS = 4;

    private final Map<Path, Facts> facts = new ConcurrentHashMap<>();
    private final Map<Path, Zone> zones = new ConcurrentHashMap<>();
    private final Map<Path, Day> days = new LinkedHashMap<>(DAYS * 2, 0.75f, true);

    /** What tells two versions of a file apart; replacing a file gives it another key. */
    private record Version(
            long size, FileTime modified, @Nullable Object key) {}

    private record Facts(Version version, L1FileFacts facts) {}

    private record Zone(Version version, Optional<ZoneId> zone) {}

    private record Day(Version version, L1Day day) {}

    /** From when to when the bars of a file go. */
    public L1FileFacts facts(Path file, L1Reading reading) {
        Version version = version(file);
        Facts known = facts.get(file);
        if (known == null || !known.version.equals(version)) {
            known = new Facts(version, reading.facts(file));
            facts.put(file, known);
        }
        return known.facts;
    }

    /** The zone that a file notes. */
    public Optional<ZoneId> zone(Path file) {
        Version version = version(file);
        Zone known = zones.get(file);
        if (known == null || !known.version.equals(version)) {
            known = new Zone(version, L1Reading.zone(file));
            zones.put(file, known);
        }
        return known.zone;
    }

    /** The content of a file. */
    public L1Day day(Path file, L1Reading reading) {
        Version version = version(file);
        synchronized (days) {
            Day known = days.get(file);
            if (known != null && known.version.equals(version)) {
                return known.day;
            }
        }
        L1Day read = reading.read(file);
        synchronized (days) {
            days.put(file, new Day(version, read));
            if (days.size() > DAYS) {
                days.remove(days.keySet().iterator().next());
            }
        }
        return read;
    }

    private static Version version(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }
}
