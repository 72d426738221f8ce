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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read of files, as long as they do not change: facts of all of them, and the content of the most recent, of as many as a share
 * of the heap holds, and of one at least.
 */
public final class L1Cache {
    private static final int DAYS = 4;
    /** Which part of the heap days may take. */
    private static final int SHARE = 8;

    /** Who has bars is asked about more dates than what they are, and is small. */
    private static final int SYMBOLS = 64;

    private final long mostBytes;
    private final Map<Path, Facts> facts = new ConcurrentHashMap<>();
    private final Map<Path, Zone> zones = new ConcurrentHashMap<>();
    /** What to hold while a file is read. */
    private final Map<Path, Object> readers = new ConcurrentHashMap<>();

    private final Map<Path, Day> days = new LinkedHashMap<>(DAYS * 2, 0.75f, true);
    private final Map<Path, Symbols> symbols = new LinkedHashMap<>(SYMBOLS * 2, 0.75f, true);

    /** Takes an eighth of the heap at most, where one day is not more than that. */
    public L1Cache() {
        this(Runtime.getRuntime().maxMemory() / SHARE);
    }

    L1Cache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

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

    /** The content of a file. */
    public L1Day day(Path file, L1Reading reading) {
        return day(file, () -> reading.read(file));
    }

    /** What is made of the content of a file, always the same for one version of it. */
    public L1Day day(Path file, Supplier<L1Day> reading) {
        L1Day known = held(file, version(file));
        if (known != null) {
            return known;
        }
        // Of several threads that ask for a file at once, as health checks do, one reads it.
        synchronized (readers.computeIfAbsent(file, each -> new Object())) {
            Version version = version(file);
            known = held(file, version);
            return known != null ? known : hold(file, version, reading.get());
        }
    }

    private @Nullable L1Day held(Path file, Version version) {
        synchronized (days) {
            Day known = days.get(file);
            return known != null && known.version.equals(version) ? known.day : null;
        }
    }

    private L1Day hold(Path file, Version version, L1Day read) {
        SortedSet<Symbol> names = namesIn(read);
        synchronized (days) {
            days.put(file, new Day(version, read));
            while (days.size() > 1 && (days.size() > DAYS || heldBytes() > mostBytes)) {
                removeEldest(days);
            }
            symbols.put(file, new Symbols(version, names));
            if (symbols.size() > SYMBOLS) {
                removeEldest(symbols);
            }
        }
        return read;
    }

    /** A copy: a view would keep the bars. */
    private static SortedSet<Symbol> namesIn(L1Day day) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(day.bars().keySet()));
    }

    private static void removeEldest(Map<Path, ?> from) {
        from.remove(from.keySet().iterator().next());
    }

    /** How many days are in memory. */
    int heldDays() {
        synchronized (days) {
            return days.size();
        }
    }

    private long heldBytes() {
        return days.values().stream().mapToLong(day -> day.day.bytes()).sum();
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
