package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.parquet.ParquetFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes tables of features that others wrote into a {@link ParquetFeatureStore}: the offline tables of Feast and its like (a column of
 * entities, of event timestamps, of created timestamps), and any Parquet or CSV file with a column of symbols and one of times.
 *
 * <pre>{@code
 * FeatureImport feast = FeatureImport.builder()
 *         .symbolColumn("ticker").timeColumn("event_timestamp").createdColumn("created")
 *         .build();
 * FeatureSet set = new FeatureSet(FeatureSetId.of("feast-1"), feast.schemaOf(file), Lookback.atMost(Duration.ofDays(7)));
 * try (ParquetFeatureStore store = ParquetFeatureStore.builder(home).set(set).open(clock)) {
 *     FeatureImportReport report = feast.into(store, set, file);
 *     store.seal();
 * }
 * }</pre>
 *
 * <p><b>Knowledge.</b> From when a row could have been used is its created timestamp, or its event time plus a lag that the caller
 * declares; one of them must be declared, nothing is guessed. A row that was created before its event is refused. A later row about
 * the same symbol and event time is a correction: answers for earlier knowledge times stay what they were. Of rows with equal
 * times the last one in the table wins, unless it repeats an earlier one.
 *
 * <p><b>Times</b> are UTC timestamps in milliseconds, microseconds or nanoseconds (cut to microseconds), or ISO text with an offset;
 * with a declared zone also timestamps without one, INT96, dates and ISO text without an offset; with a declared unit also numbers.
 *
 * <p><b>Features</b> are all other columns, by name; nested groups are dotted names, lists of numbers, of texts and of groups
 * {@code (lo, hi)} are lists. A column under another name, or that is no feature, is declared. Whole numbers and doubles stand in for
 * each other where no value changes, decimals become the nearest double. In CSV an empty field is null, and there are no lists.
 *
 * <p>A bad row is refused and counted under its reason, and the good ones go in. A row that is there already is not written again:
 * an import that was cut short is simply run again. A file is checked before anything of it is decoded, and read a row group at a time
 * (CSV: a record at a time). Rows are acknowledged as {@link dev.barque.store.Durability} says; sealing is the caller's.
 * Immutable and safe to share.
 */
public final class FeatureImport {
    private static final int PROGRESS_EVERY = 4_096;
    private static final int MOST_SYMBOLS = 10_000;
    private static final int MOST_LAG_DAYS = 36_525;

    private final FeatureRoles roles;
    private final @Nullable Duration lag;
    private final StampConvention stamps;
    private final StandardTimes times;
    private final char separator;
    private final Charset charset;
    private final IngestListener listener;

    private FeatureImport(Builder from, FeatureRoles roles) {
        this.roles = roles;
        lag = from.lag;
        stamps = from.stamps;
        times = from.times;
        separator = from.separator;
        charset = from.charset;
        listener = from.listener;
    }

    /** Starts to say what the columns of a table are. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The schema that follows from the columns of a table: all that are not declared as something else, in their order, without units.
     * A CSV file is read through for it: the narrowest type that holds every row of a column.
     *
     * @throws BarqueException {@code ingest.no-schema} with every column that cannot be a feature; {@code ingest.unknown-format},
     *     {@code ingest.missing-column}, {@code ingest.empty-file}, {@code ingest.bad-header}, {@code store.corrupt-file},
     *     {@code store.limit-exceeded}, {@code store.cannot-read}
     */
    public FeatureSchema schemaOf(Path file) {
        return schemaOf(file, format(file));
    }

    /** The schema that follows from a file of a declared format; see {@link #schemaOf(Path)}. */
    public FeatureSchema schemaOf(Path file, IngestFormat format) {
        List<SourceColumn> columns = reading(file, () -> switch (format) {
            case CSV -> CsvSource.inferred(file, charset, separator);
            case PARQUET -> parquetColumns(file);
            case JSONL -> throw IngestErrors.notFeatures(file);
        });
        roles.requireIn(file.toString(), columns);
        return FeaturePlan.schemaOf(file.toString(), columns, roles);
    }

    /**
     * Takes a file in; its name tells the format.
     *
     * @param store opened for writing with this set
     * @param set whose schema every column is checked against
     * @throws BarqueException what {@link #schemaOf(Path)} throws; {@code ingest.other-schema} when the columns are not those of the
     *     set, with all that differs; {@code ingest.undeclared-times}, {@code ingest.wrong-column}; and what
     *     {@link ParquetFeatureStore#append(List)} throws: what was appended until then stays
     */
    public FeatureImportReport into(ParquetFeatureStore store, FeatureSet set, Path file) {
        return into(store, set, file, format(file));
    }

    /** Takes a file of a declared format in; see {@link #into(ParquetFeatureStore, FeatureSet, Path)}. */
    public FeatureImportReport into(ParquetFeatureStore store, FeatureSet set, Path file, IngestFormat format) {
        return run(Objects.requireNonNull(store, "store"), set, file, format);
    }

    /** Goes through a file as {@link #into} does, and writes nothing. */
    public FeatureImportReport check(FeatureSet set, Path file) {
        return check(set, file, format(file));
    }

    /** Goes through a file of a declared format; see {@link #check(FeatureSet, Path)}. */
    public FeatureImportReport check(FeatureSet set, Path file, IngestFormat format) {
        return run(null, set, file, format);
    }

    private static IngestFormat format(Path file) {
        return IngestFormat.of(file).orElseThrow(() -> IngestErrors.unknownFormat(file));
    }

    private FeatureImportReport run(
            @Nullable ParquetFeatureStore store, FeatureSet set, Path file, IngestFormat format) {
        return reading(file, () -> {
            List<SourceColumn> columns = columns(file, format);
            roles.requireIn(file.toString(), columns);
            FeaturePlan plan = FeaturePlan.of(file.toString(), columns, roles, set);
            FeatureTally tally = new FeatureTally();
            FeatureBatch batch = new FeatureBatch(store, tally);
            try (ForeignRows table = open(file, format, plan)) {
                go(table, set, tally, batch);
            }
            return tally.report(file.toString(), set, plan.ignored());
        });
    }

    private void go(ForeignRows table, FeatureSet set, FeatureTally tally, FeatureBatch batch) throws IOException {
        Map<String, Symbol> symbols = new LinkedHashMap<>();
        long read = 0;
        while (table.next()) {
            BarqueException problem = table.problem();
            if (problem == null) {
                try {
                    add(table, set, symbols, batch);
                } catch (BarqueException e) {
                    problem = e;
                }
            }
            if (problem != null) {
                tally.refuse(table.number(), problem);
            }
            batch.flushWhenFull();
            if (++read % PROGRESS_EVERY == 0) {
                listener.progress(read, table.done(), table.total());
            }
        }
        batch.flush();
        listener.progress(read, table.done(), table.total());
    }

    /** Throws what makes it a bad row, and has then not taken it. */
    private void add(ForeignRows table, FeatureSet set, Map<String, Symbol> symbols, FeatureBatch batch) {
        FeatureRow.Builder row = FeatureRow.builder(set, symbol(table, symbols));
        long event = eventMicros(table);
        long known = knownMicros(table, event);
        long bytes = table.fill(row);
        batch.add(table.number(), row.build(event, known), bytes);
    }

    private Symbol symbol(ForeignRows table, Map<String, Symbol> known) {
        if (roles.symbol() != null) {
            return roles.symbol();
        }
        Object value = table.symbol();
        if (value == null) {
            throw IngestErrors.missingValue(
                    "symbol", String.valueOf(roles.symbolColumn()), "Every row needs to say whose it is.");
        }
        if (known.size() > MOST_SYMBOLS) {
            known.clear();
        }
        return known.computeIfAbsent(value.toString(), Symbol::of);
    }

    private long eventMicros(ForeignRows table) {
        Object value = table.time();
        if (value == null) {
            throw IngestErrors.missingValue(
                    "time", roles.timeColumn(), "Every row needs to say what time it is about.");
        }
        long stamp = micros(roles.timeColumn(), value);
        return inYears(stamps.shiftMicros(), stamp, value);
    }

    private long knownMicros(ForeignRows table, long event) {
        Object value = table.created();
        if (value != null) {
            return micros(String.valueOf(roles.createdColumn()), value);
        }
        if (lag == null) {
            throw IngestErrors.missingValue(
                    "created",
                    String.valueOf(roles.createdColumn()),
                    "From when it was known is not guessed: declare a lag for such rows.");
        }
        return inYears(lag.toNanos() / 1_000, event, UtcMicros.toInstant(event));
    }

    private long micros(String column, Object value) {
        try {
            return times.micros(column, value);
        } catch (BarqueException e) {
            throw IngestErrors.inColumn(column, e);
        }
    }

    private static long inYears(long shift, long micros, Object given) {
        if (shift >= Stamps.YEAR_10000 - micros) {
            throw IngestErrors.timeOverflow(given);
        }
        return micros + shift;
    }

    private List<SourceColumn> columns(Path file, IngestFormat format) throws IOException {
        return switch (format) {
            case CSV -> CsvSource.columns(file, charset, separator);
            case PARQUET -> parquetColumns(file);
            case JSONL -> throw IngestErrors.notFeatures(file);
        };
    }

    private static List<SourceColumn> parquetColumns(Path file) {
        return ParquetSource.columns(ParquetFile.schema(file));
    }

    private ForeignRows open(Path file, IngestFormat format, FeaturePlan plan) throws IOException {
        if (format == IngestFormat.CSV) {
            return new CsvForeignRows(file, charset, separator, roles, plan);
        }
        ParquetKeys.check(file.toString(), ParquetFile.schema(file), roles, times);
        return new ParquetForeignRows(file, roles, plan);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T run() throws IOException;
    }

    private static <T> T reading(Path file, Reading<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }

    /** Says what the columns of a table are. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String symbolColumn;
        private @Nullable Symbol symbol;
        private @Nullable String timeColumn;
        private @Nullable String createdColumn;
        private @Nullable Duration lag;
        private StampConvention stamps = StampConvention.atClose();
        private StandardTimes times = new StandardTimes(null, RepeatedHour.REFUSED, null);
        private final Map<String, String> features = new LinkedHashMap<>();
        private final Set<String> without = new HashSet<>();
        private char separator = ',';
        private Charset charset = StandardCharsets.UTF_8;
        private IngestListener listener = (records, done, total) -> {};

        private Builder() {}

        /** The column of symbols, which Feast calls the entity or join key: text, or whole numbers taken as text. */
        public Builder symbolColumn(String column) {
            symbolColumn = Objects.requireNonNull(column, "column");
            return this;
        }

        /** The symbol of all rows of a table that has no column for it. */
        public Builder symbol(Symbol ofAllRows) {
            symbol = Objects.requireNonNull(ofAllRows, "ofAllRows");
            return this;
        }

        /** The column of event times. */
        public Builder timeColumn(String column) {
            timeColumn = Objects.requireNonNull(column, "column");
            return this;
        }

        /** The column that says when a row was created: from then on it counts as known. */
        public Builder createdColumn(String column) {
            createdColumn = Objects.requireNonNull(column, "column");
            return this;
        }

        /**
         * How long after its event time a row is known that has no created timestamp: zero or more, in whole microseconds. Never
         * guessed, because one that is too short shows features before anybody could have had them.
         */
        public Builder lag(Duration afterEvent) {
            if (afterEvent.isNegative() || !afterEvent.equals(afterEvent.truncatedTo(ChronoUnit.MICROS))) {
                throw new IllegalArgumentException(
                        "lag must be zero or more, in whole microseconds, but was " + afterEvent);
            }
            if (afterEvent.toDays() > MOST_LAG_DAYS) {
                throw new IllegalArgumentException(
                        "lag must be at most " + MOST_LAG_DAYS + " days but was " + afterEvent);
            }
            lag = afterEvent;
            return this;
        }

        /** What an event time says of an interval; its end, that is the instant from which it is complete, unless set. */
        public Builder stamps(StampConvention convention) {
            stamps = Objects.requireNonNull(convention, "convention");
            return this;
        }

        /** The zone of times without an offset. */
        public Builder naiveZone(ZoneId zone) {
            times = times.withZone(Objects.requireNonNull(zone, "zone"));
            return this;
        }

        /** What to do with such times of the repeated hour; {@link RepeatedHour#REFUSED} unless set. */
        public Builder repeatedHour(RepeatedHour rule) {
            times = times.withRepeatedHour(Objects.requireNonNull(rule, "rule"));
            return this;
        }

        /** What a number counts that stands for a time; digits alone in text are then such a number too. */
        public Builder epochUnit(EpochUnit unit) {
            times = times.withEpochUnit(Objects.requireNonNull(unit, "unit"));
            return this;
        }

        /** A column that is a feature of another name. */
        public Builder feature(String column, String name) {
            features.put(Objects.requireNonNull(column, "column"), Objects.requireNonNull(name, "name"));
            return this;
        }

        /** A column that is no feature. */
        public Builder without(String column) {
            without.add(Objects.requireNonNull(column, "column"));
            return this;
        }

        /** What separates the fields of CSV; a comma unless set. */
        public Builder separator(char between) {
            separator = CsvLines.separator(between);
            return this;
        }

        /** In which characters CSV is written; UTF-8 unless set. Those of 16 or 32 bits are refused. */
        public Builder charset(Charset characters) {
            charset = CsvLines.charset(characters);
            return this;
        }

        /** Who wants to hear how far it is. */
        public Builder listener(IngestListener hears) {
            listener = Objects.requireNonNull(hears, "hears");
            return this;
        }

        /**
         * Throws {@code ingest.undeclared-symbol} unless either a column of symbols or the one symbol was declared,
         * {@code ingest.undeclared-time} without a column of times, {@code ingest.undeclared-knowledge} without a column of created
         * timestamps and without a lag, and {@code ingest.double-role} for a column that was declared as two things.
         */
        public FeatureImport build() {
            if ((symbolColumn == null) == (symbol == null)) {
                throw IngestErrors.undeclaredSymbol();
            }
            if (timeColumn == null) {
                throw IngestErrors.undeclaredTime();
            }
            if (createdColumn == null && lag == null) {
                throw IngestErrors.undeclaredKnowledge();
            }
            FeatureRoles roles = new FeatureRoles(symbolColumn, symbol, timeColumn, createdColumn, features, without);
            roles.requireApart();
            return new FeatureImport(this, roles);
        }
    }
}
