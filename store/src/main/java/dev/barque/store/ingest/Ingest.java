package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.internal.l1.L1Merge;
import dev.barque.store.internal.l1.L1Schema;
import dev.barque.store.internal.l1.L1WriteLock;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes vendors' records into the bars (L1) of a home: {@code HOME/data_l1/l1_YYYY-MM-DD.parquet}.
 *
 * <pre>{@code
 * IngestReport report = Ingest.into(home)
 *         .rules(RecordNormalizer.standard().naiveZone(ZoneId.of("America/New_York")))
 *         .stamps(StampConvention.atOpen(Duration.ofMinutes(1)))
 *         .build()
 *         .file(Path.of("bars.csv"));
 * }</pre>
 *
 * <p>A record is filed under the UTC date on which its bar became complete, whatever else the input holds. The same record
 * again changes nothing, so an ingest that was cut short is simply run again. A record that says something else about a
 * known symbol and time replaces what was known, and is counted; what it replaced is kept. A bad record is listed with its line and reason; the good
 * ones go in, unless {@link RejectPolicy#REFUSE_ALL} is asked for. Each date's file is replaced as a whole. One ingest at a
 * time writes to a home; readers are not disturbed. Immutable and safe to share.
 */
public final class Ingest {
    private static final int PROGRESS_EVERY = 4_096;

    private final FileAccess files;
    private final Path folder;
    private final RecordNormalizer rules;
    private final StampConvention stamps;
    private final Map<L1Field, String> declared;
    private final @Nullable String symbol;
    private final String source;
    private final RejectPolicy policy;
    private final FilingRule filing;
    private final IngestListener listener;
    private final char separator;
    private final Charset charset;
    private final @Nullable Clock clock;

    private Ingest(Builder from, StampConvention stamps) {
        files = from.files;
        folder = from.home.resolve(L1Schema.FOLDER);
        rules = from.rules;
        this.stamps = stamps;
        declared = new EnumMap<>(from.declared);
        symbol = from.symbol;
        source = from.source;
        policy = from.policy;
        filing = from.filing;
        listener = from.listener;
        separator = from.separator;
        charset = from.charset;
        clock = from.clock;
    }

    /** Says how records get into a home; the stamp convention is the one thing without a default. */
    public static Builder into(Path home) {
        return new Builder(home);
    }

    /**
     * Takes a file in; its name tells the format.
     *
     * @throws IngestRefusedException when {@link RejectPolicy#REFUSE_ALL} was asked for and a record is bad
     * @throws BarqueException when the file as a whole cannot be taken: {@code ingest.unknown-format},
     *     {@code ingest.empty-file}, {@code ingest.missing-column}, {@code ingest.bad-header}, {@code store.corrupt-file},
     *     {@code store.cannot-read}; or when the home cannot: {@code store.cannot-write}, {@code l1.foreign-file},
     *     {@code l1.interval-clash}, {@code l1.locked}
     */
    public IngestReport file(Path file) {
        return file(file, IngestFormat.of(file).orElseThrow(() -> IngestErrors.unknownFormat(file)));
    }

    /** Takes a file of a declared format in; see {@link #file(Path)}. */
    public IngestReport file(Path file, IngestFormat format) {
        return run(file.toString(), String.valueOf(file.getFileName()), () -> open(file, format));
    }

    /**
     * Reads a file as {@link #file(Path)} would and writes nothing; the home is not looked at. For looking at an input before it is
     * taken in: {@link dev.barque.core.quality.BarCheck} tells what is wrong with it. All good bars are held in memory, 56 bytes for each.
     *
     * @throws BarqueException when the file as a whole cannot be read, as {@link #file(Path)} does
     */
    public InputBars inspect(Path file) {
        return inspect(file, IngestFormat.of(file).orElseThrow(() -> IngestErrors.unknownFormat(file)));
    }

    /** Reads a file of a declared format; see {@link #inspect(Path)}. */
    public InputBars inspect(Path file, IngestFormat format) {
        Gathering gathered = new Gathering(stamps);
        try (RecordReader records = open(file, format)) {
            go(records, String.valueOf(file.getFileName()), gathered, () -> {});
            listener.progress(gathered.read(), records.done(), records.total());
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
        return gathered.input(file.toString());
    }

    /**
     * Takes records in that a program hands over.
     *
     * @param records under the names of {@link L1Field} or declared ones; gone through twice under
     *     {@link RejectPolicy#REFUSE_ALL}
     * @param input what to call them in the report and in the references to raw records
     */
    public IngestReport records(Iterable<? extends Map<String, ?>> records, String input) {
        return run(input, input, () -> new GivenRecords(records, Columns.ofBars(declared, symbol)));
    }

    /** Opens an input, once more for each time it is gone through. */
    @FunctionalInterface
    private interface Opening {
        RecordReader open() throws IOException;
    }

    private RecordReader open(Path file, IngestFormat format) throws IOException {
        return RecordReader.open(file, format, charset, separator, Columns.ofBars(declared, symbol));
    }

    private IngestReport run(String input, String name, Opening opening) {
        long knownMicros = clock == null ? L1Merge.UNKNOWN : UtcMicros.of(clock.instant());
        try {
            if (policy == RejectPolicy.REFUSE_ALL) {
                Filing checked = new Filing(files, folder, stamps, filing, knownMicros);
                try (RecordReader records = opening.open()) {
                    go(records, name, checked, checked::discard);
                }
                if (checked.rejected() > 0) {
                    throw new IngestRefusedException(checked.report(input));
                }
            }
            Filing filed = new Filing(files, folder, stamps, filing, knownMicros);
            try (RecordReader records = opening.open();
                    HomeLock lock = L1WriteLock.of(files, folder)) {
                Objects.requireNonNull(lock, "held while files are merged and replaced");
                go(records, name, filed, filed::write);
                listener.progress(filed.read(), records.done(), records.total());
            }
            return filed.report(input);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(Path.of(input), e);
        }
    }

    private void go(RecordReader records, String name, RecordSink sink, Runnable whenFull) throws IOException {
        for (RawRecord record = records.next(); record != null; record = records.next()) {
            BarqueException problem = record.problem();
            if (problem == null) {
                try {
                    sink.add(rules.normalize(record.fields(), name + ":" + record.line(), source));
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

    /** Says how records get in. */
    public static final class Builder {
        private final Path home;
        private final Map<L1Field, String> declared = new EnumMap<>(L1Field.class);
        private RecordNormalizer rules = RecordNormalizer.standard();
        private @Nullable StampConvention stamps;
        private @Nullable String symbol;
        private String source = "ingest";
        private RejectPolicy policy = RejectPolicy.KEEP_GOOD;
        private FilingRule filing = FilingRule.OWN_DATES;
        private IngestListener listener = (records, done, total) -> {};
        private char separator = ',';
        private Charset charset = StandardCharsets.UTF_8;
        private @Nullable Clock clock;
        private FileAccess files = FileAccess.real();

        private Builder(Path home) {
            this.home = Objects.requireNonNull(home, "home");
        }

        /** How records are normalised; {@link RecordNormalizer#standard()} with nothing declared unless set. */
        public Builder rules(RecordNormalizer normalizer) {
            rules = Objects.requireNonNull(normalizer, "normalizer");
            return this;
        }

        /** What the stamps of the records mean. */
        public Builder stamps(StampConvention convention) {
            stamps = Objects.requireNonNull(convention, "convention");
            return this;
        }

        /** Which column means what, where the names of {@link L1Field#names()} do not tell. */
        public Builder column(L1Field field, String name) {
            declared.put(Objects.requireNonNull(field, "field"), Objects.requireNonNull(name, "name"));
            return this;
        }

        /** The symbol of records that have none. */
        public Builder symbol(Symbol ofRecordsWithoutOne) {
            symbol = ofRecordsWithoutOne.value();
            return this;
        }

        /** Who delivered the records, for the audit trail; {@code ingest} unless set. */
        public Builder source(String name) {
            source = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Under which dates records are filed; {@link FilingRule#OWN_DATES} unless it is said. */
        public Builder filing(FilingRule rule) {
            filing = Objects.requireNonNull(rule, "rule");
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

        /**
         * Tells from when a record is known that says something else about a known symbol and time: from when it is taken in.
         * What it replaces stays readable as known before ({@link dev.barque.store.l1.L1Files#asKnownAt}). Without a clock,
         * such a record counts as known from the completion of its bar, as the first record about a bar always does.
         */
        public Builder clock(Clock ofCorrections) {
            clock = Objects.requireNonNull(ofCorrections, "ofCorrections");
            return this;
        }

        /** How the bars are written; {@link FileAccess#real()} unless set. Inputs are read from the real disk. */
        public Builder fileAccess(FileAccess access) {
            files = Objects.requireNonNull(access, "access");
            return this;
        }

        /** Throws {@code ingest.undeclared-stamps} when no stamp convention was declared. */
        public Ingest build() {
            if (stamps == null) {
                throw IngestErrors.undeclaredStamps();
            }
            return new Ingest(this, stamps);
        }
    }
}
