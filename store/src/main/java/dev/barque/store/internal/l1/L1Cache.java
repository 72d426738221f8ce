package dev.barque.store.internal.l1;

import dev.barque.core.market.Symbol;
import dev.barque.store.internal.StoreErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What was read of files, as long as they do not change: facts of all of them, and the content of the most recent. */
public final class L1Cache {
    private static final int DAYS = 4;

    /** Who has bars is asked about more dates than what they are, and is small. */
    private static final int SYMBOLS = 64;

    private final Map<Path, Facts> facts = new ConcurrentHashMap<>();
    private final Map<Path, Zone> zones = new ConcurrentHashMap<>();
    private final Map<Path, Object> reads = new ConcurrentHashMap<>();
    private final Map<Path, Day> days = new LinkedHashMap<>(DAYS * 2, 0.75f, true);
    private final Map<Path, Symbols> symbols = new LinkedHashMap<>(SYMBOLS * 2, 0.75f, true);

    /** What tells two versions of a file apart; replacing a file gives it another key. */
    private record Version(
            long size, FileTime modified, @Nullable Object key) {}

    private record Facts(Version version, L1FileFacts facts) {}

    private record Zone(Version version, Optional<ZoneId> zone) {}

    private record Day(Version version, L1Day day) {}

    private record Symbols(Version version, SortedSet<Symbol> symbols) {}

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

    /** Who has bars in a file. */
    public SortedSet<Symbol> symbols(Path file, L1Reading reading) {
        Version version = version(file);
        synchronized (days) {
            Symbols known = symbols.get(file);
            if (known != null && known.version.equals(version)) {
                return known.symbols;
            }
        }
        return namesIn(day(file, reading));
    }

    /** The content of a file. Who asks for it while it is read waits: several checks want the same day at the same moment. */
    public L1Day day(Path file, L1Reading reading) {
        Version version = version(file);
        L1Day known = known(file, version);
        if (known != null) {
            return known;
        }
        synchronized (reads.computeIfAbsent(file, unread -> new Object())) {
            known = known(file, version);
            return known != null ? known : read(file, version, reading);
        }
    }

    private @Nullable L1Day known(Path file, Version version) {
        synchronized (days) {
            Day known = days.get(file);
            return known != null && known.version.equals(version) ? known.day : null;
        }
    }

    private L1Day read(Path file, Version version, L1Reading reading) {
        L1Day read = reading.read(file);
        SortedSet<Symbol> names = namesIn(read);
        synchronized (days) {
            days.put(file, new Day(version, read));
            removeEldest(days, DAYS);
            symbols.put(file, new Symbols(version, names));
            removeEldest(symbols, SYMBOLS);
        }
        return read;
    }

    /** A copy: a view would keep the bars. */
    private static SortedSet<Symbol> namesIn(L1Day day) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(day.bars().keySet()));
    }

    private static void removeEldest(Map<Path, ?> from, int most) {
        if (from.size() > most) {
            from.remove(from.keySet().iterator().next());
        }
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
