package dev.barque.store.l1;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.feature.AsOfReader;
import dev.barque.store.internal.l1.L1Cache;
import dev.barque.store.internal.l1.L1Day;
import dev.barque.store.internal.l1.L1History;
import dev.barque.store.internal.l1.L1Knowledge;
import dev.barque.store.internal.l1.L1Reading;
import dev.barque.store.internal.l1.L1Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bars in the files {@code l1_YYYY-MM-DD.parquet} of a folder: ours, and those of the published system as they are.
 *
 * <p>Our files say what their stamps mean and how long bars last, and the date of a file is the UTC date on which its bars
 * became complete. A file of which there is only {@code l1_YYYY-MM-DD.parquet.gz}, as the published system packs old ones, is read
 * like the plain one, and is slower. Of other files the meaning of the stamps must be declared, and the zone of times that have none; their
 * date is whatever the other system took, and a file may hold many days. Files are looked at again when they change, and
 * the most recent ones are kept in memory. Reading takes no lock and writes nothing. Safe for use by several threads.
 *
 * <p>Errors: {@code l1.undeclared-stamps}, {@code l1.undeclared-zone}, {@code l1.wrong-schema}, {@code l1.bad-row},
 * {@code l1.wrong-place}, {@code l1.quarantined}, {@code store.corrupt-file}, {@code store.limit-exceeded},
 * {@code store.cannot-read}.
 */
public final class L1Files implements BarSource {
    private final Path folder;
    private final L1Reading reading;
    private final Map<LocalDate, L1Reading> exceptions;
    private final L1Cache cache = new L1Cache();

    private L1Files(Builder from) {
        folder = from.folder;
        reading = new L1Reading(from.stamps, from.naiveZone);
        Map<LocalDate, L1Reading> readings = new HashMap<>();
        from.exceptions.forEach((date, stamps) -> readings.put(date, new L1Reading(stamps, from.naiveZone)));
        exceptions = Map.copyOf(readings);
    }

    /** The bars of a home: the files in its folder {@code data_l1}. */
    public static Builder ofHome(Path home) {
        return new Builder(home.resolve(L1Schema.FOLDER));
    }

    /** The bars of a folder that holds the files itself. */
    public static Builder ofFolder(Path folder) {
        return new Builder(folder);
    }

    /**
     * The bars as they were known at an instant: those that were complete by then, with the values that were the latest then.
     * A file that was written before times of knowledge were kept, or by another system, counts as known bar by bar at their
     * completion. Values that were corrected later are in a file of their own beside each date's. The most recent dates are kept in
     * memory until their files change.
     *
     * <p>Errors besides those of this class: {@code l1.lost-history}.
     */
    public BarSource asKnownAt(Instant knownAt) {
        return new AsKnownBars(this, AsOfReader.saturatedMicros(knownAt));
    }

    @Override
    public Bars bars(Symbol symbol, Instant from, Instant to) {
        return bars(symbol, from, to, date -> cache.day(L1Schema.readable(folder, date), readingOf(date)));
    }

    Bars bars(Symbol symbol, Instant from, Instant to, Function<LocalDate, L1Day> dayOf) {
        long first = ceilingMicros(from);
        long end = ceilingMicros(to);
        requireNoneQuarantined(first, end);
        Bars.Builder found = Bars.builder(symbol);
        Duration interval = null;
        for (LocalDate date : dates()) {
            Path file = L1Schema.readable(folder, date);
            if (!cache.facts(file, readingOf(date)).overlaps(first, end)) {
                continue;
            }
            Bars day = dayOf.apply(date).bars().get(symbol);
            int before = day == null ? 0 : day.indexAtOrBefore(first - 1);
            if (day != null && before + 1 < day.size() && day.time(before + 1) < end) {
                for (int i = before + 1; i < day.size() && day.time(i) < end; i++) {
                    found.copy(day, i);
                }
                // Bars that do not all last alike have no interval.
                interval = interval == null || interval.equals(day.interval()) ? day.interval() : Duration.ZERO;
            }
        }
        return found.interval(interval == null ? Duration.ZERO : interval)
                .build()
                .inTimeOrder();
    }

    @Override
    public List<LocalDate> dates() {
        // While a packed file is written anew there are two of a date.
        return dates(file -> L1Schema.date(file).or(() -> L1Schema.packed(file))).stream()
                .distinct()
                .toList();
    }

    private List<LocalDate> dates(Function<Path, Optional<LocalDate>> dateOf) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> dateOf.apply(file).stream()).sorted().toList();
        } catch (IOException e) {
            throw StoreErrors.cannotRead(folder, e);
        }
    }

    @Override
    public Set<Symbol> symbols(LocalDate date) {
        return isThere(date) ? cache.symbols(L1Schema.readable(folder, date), readingOf(date)) : Set.of();
    }

    @Override
    public Bars day(Symbol symbol, LocalDate date) {
        Bars bars = dayOf(date).map(day -> day.bars().get(symbol)).orElse(null);
        return bars == null ? Bars.builder(symbol).build() : bars;
    }

    /**
     * The zone in which the file of a date was written, when it says so: files of pandas do, with {@code UTC} or
     * {@code America/New_York}; ours and those with times without a zone do not. Empty when there is no such file.
     */
    public Optional<ZoneId> zone(LocalDate date) {
        Path file = L1Schema.readable(folder, date);
        return Files.exists(file) ? cache.zone(file) : Optional.empty();
    }

    private Optional<L1Day> dayOf(LocalDate date) {
        return isThere(date)
                ? Optional.of(cache.day(L1Schema.readable(folder, date), readingOf(date)))
                : Optional.empty();
    }

    /** What was known of a date. A correction replaces its file, after what it superseded was put beside it: the file tells versions apart. */
    L1Day knownDay(LocalDate date, long knownMicros, L1Cache known) {
        return known.day(
                L1Schema.readable(folder, date), () -> L1Knowledge.day(folder, date, readingOf(date), knownMicros));
    }

    /** Whether a date has a file; an error when it had one that was damaged. */
    boolean isThere(LocalDate date) {
        if (Files.exists(L1Schema.readable(folder, date))) {
            return true;
        }
        L1History.requireNotQuarantined(folder, date);
        return false;
    }

    /** The bars of a file that was taken away would be missing without a word. */
    private void requireNoneQuarantined(long first, long end) {
        for (LocalDate date : dates(L1Schema::quarantined)) {
            long from = Math.multiplyExact(date.toEpochDay(), UtcMicros.PER_DAY);
            if (from < end && from + UtcMicros.PER_DAY > first) {
                L1History.requireNotQuarantined(folder, date);
            }
        }
    }

    private L1Reading readingOf(LocalDate date) {
        return exceptions.getOrDefault(date, reading);
    }

    /** The first microsecond that is not before an instant; beyond what microseconds reach, the last one. */
    private static long ceilingMicros(Instant instant) {
        try {
            return UtcMicros.of(instant.plusNanos(999));
        } catch (ArithmeticException | DateTimeException beyond) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
        }
    }

    /** Says how files of other systems are to be read; ours need nothing. */
    public static final class Builder {
        private final Path folder;
        private final Map<LocalDate, StampConvention> exceptions = new HashMap<>();
        private @Nullable StampConvention stamps;
        private @Nullable ZoneId naiveZone;

        private Builder(Path folder) {
            this.folder = Objects.requireNonNull(folder, "folder");
        }

        /** What the stamps of other systems' files mean; without it they are refused ({@code l1.undeclared-stamps}). */
        public Builder stamps(StampConvention convention) {
            stamps = Objects.requireNonNull(convention, "convention");
            return this;
        }

        /** What the stamps of one file mean, where it is not like the others. */
        public Builder stamps(LocalDate date, StampConvention convention) {
            exceptions.put(date, Objects.requireNonNull(convention, "convention"));
            return this;
        }

        /** The zone of times that have none; without it they are refused ({@code l1.undeclared-zone}). */
        public Builder naiveZone(ZoneId zone) {
            naiveZone = Objects.requireNonNull(zone, "zone");
            return this;
        }

        /** Opens nothing yet: a {@link BarqueException} comes with the first read that meets a problem. */
        public L1Files build() {
            return new L1Files(this);
        }
    }
}
