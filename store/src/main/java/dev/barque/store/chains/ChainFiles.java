package dev.barque.store.chains;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionChainSource;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.chains.ChainDay;
import dev.barque.store.internal.chains.ChainSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The option chains of a home: {@code HOME/option_chains/chains_YYYY-MM-DD.parquet}, by the UTC date of the chain.
 *
 * <p>What was known at an instant is what is answered: the newest chain whose time is not later, with corrections that were known
 * by then and no others. Files are looked at again when they change; the most recent ones are kept in memory. Reading takes no
 * lock and writes nothing. Safe for use by several threads.
 *
 * <p>Errors: {@code chains.foreign-file}, {@code chains.wrong-place}, {@code store.corrupt-file}, {@code store.limit-exceeded},
 * {@code store.cannot-read}.
 */
public final class ChainFiles implements OptionChainSource {
    private static final int DAYS = 4;
    private static final Duration LONGEST = Duration.ofDays(31);

    private final Path folder;
    private final long maxAgeMicros;
    private final long lagMicros;
    private final Map<LocalDate, Held> days = new LinkedHashMap<>(DAYS * 2, 0.75f, true);

    /** What tells two versions of a file apart; replacing a file gives it another key. */
    private record Version(
            long size, FileTime modified, @Nullable Object key) {}

    private record Held(Version version, ChainDay day) {}

    private ChainFiles(Path folder, Duration maxAge, Duration lag) {
        this.folder = folder;
        maxAgeMicros = maxAge.toNanos() / 1_000;
        lagMicros = lag.toNanos() / 1_000;
    }

    /**
     * Those of a home, at once when they were taken.
     *
     * @param maxAge how old a chain may be when it is used: at most 31 days
     */
    public static ChainFiles ofHome(Path home, Duration maxAge) {
        return ofHome(home, maxAge, Duration.ZERO);
    }

    /**
     * Those of a home, some time after they were taken.
     *
     * @param maxAge how old a chain may be when it is used: at most 31 days
     * @param lag how long after its time a chain can be had; shorter than its age may be
     */
    public static ChainFiles ofHome(Path home, Duration maxAge, Duration lag) {
        if (maxAge.isNegative() || maxAge.compareTo(LONGEST) > 0 || lag.isNegative() || lag.compareTo(maxAge) > 0) {
            throw new IllegalArgumentException(
                    "Expected a maximum age of 0 to 31 days and a lag within it but had " + maxAge + " and " + lag);
        }
        return new ChainFiles(home.resolve(ChainSchema.FOLDER), maxAge, lag);
    }

    @Override
    public @Nullable OptionChain newest(Symbol symbol, long atMicros) {
        long visible = atMicros - lagMicros;
        long earliest = atMicros - maxAgeMicros;
        LocalDate first = UtcMicros.utcDate(earliest);
        for (LocalDate date = UtcMicros.utcDate(visible); !date.isBefore(first); date = date.minusDays(1)) {
            ChainDay day = day(date);
            OptionChain chain = day == null ? null : day.newest(symbol, earliest, visible);
            if (chain != null) {
                return chain;
            }
        }
        return null;
    }

    /** The UTC dates with a file, ascending. */
    public List<LocalDate> dates() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> ChainSchema.date(file).stream())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw StoreErrors.cannotRead(folder, e);
        }
    }

    /** The symbols with a chain on a UTC date. */
    public Set<Symbol> symbols(LocalDate date) {
        Set<Symbol> symbols = new TreeSet<>();
        Optional.ofNullable(day(date)).ifPresent(day -> day.symbols().forEach(name -> symbols.add(Symbol.of(name))));
        return symbols;
    }

    /** The times of the chains of a symbol on a UTC date, UTC microseconds, ascending. */
    public long[] times(Symbol symbol, LocalDate date) {
        ChainDay day = day(date);
        return day == null
                ? new long[0]
                : day.times(symbol.value()).stream().mapToLong(Long::longValue).toArray();
    }

    private @Nullable ChainDay day(LocalDate date) {
        Path file = ChainSchema.file(folder, date);
        Version version = version(file);
        if (version == null) {
            return null;
        }
        synchronized (days) {
            Held known = days.get(date);
            if (known != null && known.version.equals(version)) {
                return known.day;
            }
        }
        ChainDay read = ChainDay.of(file);
        synchronized (days) {
            days.put(date, new Held(version, read));
            if (days.size() > DAYS) {
                days.remove(days.keySet().iterator().next());
            }
        }
        return read;
    }

    private static @Nullable Version version(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(
                    attributes.size(),
                    attributes.lastModifiedTime(),
                    Objects.requireNonNullElse(attributes.fileKey(), ""));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }
}
