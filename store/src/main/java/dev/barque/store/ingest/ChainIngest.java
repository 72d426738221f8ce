package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import dev.barque.core.quality.QuoteRules;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.chains.ChainMerge;
import dev.barque.store.internal.chains.ChainSchema;
import dev.barque.store.internal.chains.ChainWriteLock;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes vendors' option chains into a home: {@code HOME/option_chains/chains_YYYY-MM-DD.parquet}, by the UTC date of the chain.
 *
 * <pre>{@code
 * ChainIngestReport report = ChainIngest.into(home)
 *         .naiveZone(ZoneId.of("America/New_York"))
 *         .contractSize(100)
 *         .expiryTime(LocalTime.of(16, 0))
 *         .build()
 *         .file(Path.of("chains.csv"));
 * }</pre>
 *
 * <p>A record is one contract of one chain: symbol, instant, expiry, call or put, strike, and what is known of it
 * ({@link ChainField}). The same record again changes nothing, so an ingest that was cut short is simply run again. One that says
 * something else is a correction: with a {@link Builder#clock} it is known from now on, and readers of earlier instants see what
 * was known then; without one it replaces what was there. A bad record is listed with its line and reason; the good ones go in, unless
 * {@link RejectPolicy#REFUSE_ALL} is asked for. Each date's file is replaced as a whole, and one whole date is held in memory, several
 * hundred bytes for each contract of each chain. One ingest at a time writes to a home; readers are not disturbed. Immutable and safe to share.
 */
public final class ChainIngest {
    private static final int PROGRESS_EVERY = 4_096;

    private final FileAccess files;
    private final Path folder;
    private final ChainRules rules;
    private final QuoteRules quotes;
    private final Map<ChainField, String> declared;
    private final @Nullable String symbol;
    private final RejectPolicy policy;
    private final IngestListener listener;
    private final char separator;
    private final Charset charset;
    private final @Nullable Clock clock;

    private ChainIngest(Builder from) {
        files = from.files;
        folder = from.home.resolve(ChainSchema.FOLDER);
        rules = from.rules;
        quotes = from.quotes;
        declared = new EnumMap<>(ChainField.class);
        declared.putAll(from.declared);
        symbol = from.symbol;
        policy = from.policy;
        listener = from.listener;
        separator = from.separator;
        charset = from.charset;
        clock = from.clock;
    }

    /** Says how chains get into a home. Zone, contract size, expiry time and units have no default: they are needed when they are. */
    public static Builder into(Path home) {
        return new Builder(home);
    }

    /**
     * Takes a file in; its name tells the format.
     *
     * @throws IngestRefusedException when {@link RejectPolicy#REFUSE_ALL} was asked for and a record is bad
     * @throws BarqueException when the file as a whole cannot be taken: {@code ingest.unknown-format}, {@code ingest.empty-file},
     *     {@code ingest.missing-column}, {@code ingest.bad-header}, {@code store.corrupt-file}, {@code store.cannot-read}; or when
     *     the home cannot: {@code store.cannot-write}, {@code chains.foreign-file}, {@code chains.locked}
     */
    public ChainIngestReport file(Path file) {
        return file(file, IngestFormat.of(file).orElseThrow(() -> IngestErrors.unknownFormat(file)));
    }

    /** Takes a file of a declared format in; see {@link #file(Path)}. */
    public ChainIngestReport file(Path file, IngestFormat format) {
        Columns columns = Columns.ofChains(declared, symbol);
        return run(file.toString(), () -> RecordReader.open(file, format, charset, separator, columns));
    }

    /**
     * Takes records in that a program hands over.
     *
     * @param records under the names of {@link ChainField} or declared ones; gone through twice under
     *     {@link RejectPolicy#REFUSE_ALL}
     * @param input what to call them in the report
     */
    public ChainIngestReport records(Iterable<? extends Map<String, ?>> records, String input) {
        return run(input, () -> new GivenRecords(records, Columns.ofChains(declared, symbol)));
    }

    /** Opens an input, once more for each time it is gone through. */
    @FunctionalInterface
    private interface Opening {
        RecordReader open() throws IOException;
    }

    private ChainIngestReport run(String input, Opening opening) {
        long knownMicros = clock == null ? ChainMerge.UNKNOWN : UtcMicros.of(clock.instant());
        try {
            if (policy == RejectPolicy.REFUSE_ALL) {
                ChainFiling checked = new ChainFiling(files, folder, quotes, knownMicros);
                try (RecordReader records = opening.open()) {
                    go(records, checked, checked::discard);
                }
                if (checked.rejected() > 0) {
                    throw new IngestRefusedException(checked.report(input).records());
                }
            }
            ChainFiling filed = new ChainFiling(files, folder, quotes, knownMicros);
            try (RecordReader records = opening.open();
                    HomeLock lock = ChainWriteLock.of(files, folder)) {
                Objects.requireNonNull(lock, "held while files are merged and replaced");
                go(records, filed, filed::write);
                listener.progress(filed.read(), records.done(), records.total());
            }
            return filed.report(input);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(Path.of(input), e);
        }
    }

    private void go(RecordReader records, ChainFiling sink, Runnable whenFull) throws IOException {
        for (RawRecord record = records.next(); record != null; record = records.next()) {
            BarqueException problem = record.problem();
            if (problem == null) {
                try {
                    sink.add(rules.row(record.fields()));
                } catch (BarqueException e) {
                    problem = e;
                }
            }
            if (problem != null) {
                sink.reject(record.line(), problem);
            }
            if (sink.isFull()) {
                whenFull.run();
            }
            if (sink.read() % PROGRESS_EVERY == 0) {
                listener.progress(sink.read(), records.done(), records.total());
            }
        }
        whenFull.run();
    }

    /** Says how chains get in. Not for use by several threads. */
    public static final class Builder {
        private final Path home;
        private final Map<ChainField, String> declared = new EnumMap<>(ChainField.class);
        private ChainRules rules = new ChainRules(
                new StandardTimes(null, RepeatedHour.REFUSED, null),
                null,
                null,
                Double.NaN,
                null,
                VolatilityUnit.FRACTION);
        private QuoteRules quotes = QuoteRules.standard();
        private @Nullable String symbol;
        private RejectPolicy policy = RejectPolicy.KEEP_GOOD;
        private IngestListener listener = (records, done, total) -> {};
        private char separator = ',';
        private Charset charset = StandardCharsets.UTF_8;
        private @Nullable Clock clock;
        private FileAccess files = FileAccess.real();

        private Builder(Path home) {
            this.home = Objects.requireNonNull(home, "home");
        }

        /** The zone of times, and of times of day, that come without an offset. */
        public Builder naiveZone(ZoneId zone) {
            return times(rules.times().withZone(Objects.requireNonNull(zone, "zone")));
        }

        /** What to do with times of the repeated hour; {@link RepeatedHour#REFUSED} unless declared. */
        public Builder repeatedHour(RepeatedHour rule) {
            return times(rules.times().withRepeatedHour(Objects.requireNonNull(rule, "rule")));
        }

        /** What a number counts that stands for a time; digits alone in text are then such a number too. */
        public Builder epochUnit(EpochUnit unit) {
            return times(rules.times().withEpochUnit(Objects.requireNonNull(unit, "unit")));
        }

        /** At what time of day, in the zone, chains were taken that are stamped with a date alone. */
        public Builder takenAt(LocalTime time) {
            Objects.requireNonNull(time, "time");
            rules = new ChainRules(
                    rules.times(), time, rules.expiryTime(), rules.contractSize(), rules.greeks(), rules.volatility());
            return this;
        }

        /** At what time of day, in the zone, contracts expire whose expiry is a date alone. */
        public Builder expiryTime(LocalTime time) {
            Objects.requireNonNull(time, "time");
            rules = new ChainRules(
                    rules.times(), rules.takenAt(), time, rules.contractSize(), rules.greeks(), rules.volatility());
            return this;
        }

        /** Units of the underlying in a contract, for records that say none; above 0. */
        public Builder contractSize(double size) {
            if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("contractSize must be above 0 but was " + size);
            }
            rules = new ChainRules(
                    rules.times(), rules.takenAt(), rules.expiryTime(), size, rules.greeks(), rules.volatility());
            return this;
        }

        /** By what vega, theta, vanna and charm count. */
        public Builder greeks(GreekUnits units) {
            Objects.requireNonNull(units, "units");
            rules = new ChainRules(
                    rules.times(),
                    rules.takenAt(),
                    rules.expiryTime(),
                    rules.contractSize(),
                    units,
                    rules.volatility());
            return this;
        }

        /** How implied volatilities are written; {@link VolatilityUnit#FRACTION} unless set. */
        public Builder volatility(VolatilityUnit unit) {
            Objects.requireNonNull(unit, "unit");
            rules = new ChainRules(
                    rules.times(), rules.takenAt(), rules.expiryTime(), rules.contractSize(), rules.greeks(), unit);
            return this;
        }

        /** What is asked of contracts; {@link QuoteRules#standard()} unless set. What is refused goes to the rejects. */
        public Builder quotes(QuoteRules asked) {
            quotes = Objects.requireNonNull(asked, "asked");
            return this;
        }

        /** Which column means what, where the names of {@link ChainField#names()} do not tell. */
        public Builder column(ChainField field, String name) {
            declared.put(Objects.requireNonNull(field, "field"), Objects.requireNonNull(name, "name"));
            return this;
        }

        /** The symbol of records that have none. */
        public Builder symbol(Symbol ofRecordsWithoutOne) {
            symbol = ofRecordsWithoutOne.value();
            return this;
        }

        /** What a bad record does to the good ones; {@link RejectPolicy#KEEP_GOOD} unless set. */
        public Builder rejects(RejectPolicy rule) {
            policy = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /** Who wants to hear how far it is. */
        public Builder listener(IngestListener hears) {
            listener = Objects.requireNonNull(hears, "hears");
            return this;
        }

        /** What separates the fields of CSV; a comma unless set. */
        public Builder separator(char between) {
            separator = CsvLines.separator(between);
            return this;
        }

        /** In which characters text files are written; UTF-8 unless set. Those of 16 or 32 bits are refused. */
        public Builder charset(Charset characters) {
            charset = CsvLines.charset(characters);
            return this;
        }

        /** Tells from when corrections are known: from when they are taken in. Without one they replace what they correct. */
        public Builder clock(Clock ofCorrections) {
            clock = Objects.requireNonNull(ofCorrections, "ofCorrections");
            return this;
        }

        /** How chains are written; {@link FileAccess#real()} unless set. Inputs are read from the real disk. */
        public Builder fileAccess(FileAccess access) {
            files = Objects.requireNonNull(access, "access");
            return this;
        }

        /** The ingest. */
        public ChainIngest build() {
            return new ChainIngest(this);
        }

        private Builder times(StandardTimes times) {
            rules = new ChainRules(
                    times,
                    rules.takenAt(),
                    rules.expiryTime(),
                    rules.contractSize(),
                    rules.greeks(),
                    rules.volatility());
            return this;
        }
    }
}
