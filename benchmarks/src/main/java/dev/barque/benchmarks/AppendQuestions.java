package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Role;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;

/** Appends of one row each. */
final class AppendQuestions {
    /** A row of 60 doubles in the log: its frame, its head, its values. */
    private static final int LOGGED = 590;

    private static final String APPEND = "append";

    private AppendQuestions() {}

    static Question<AppendRows> synced() {
        return Question.about(
                        "append-sync",
                        AppendRows.class,
                        (dose, scratch) -> new AppendRows(scratch, dose.of(2_000, 200)))
                .asks(
                        "How long does a durable append of one row take?",
                        "One row of 60 doubles and a sync to the device before the next, 2,000 a run (DuckDB: 200), one thread; each"
                                + " run is read back. Encoding is part of the time, making the row is not.")
                .counts(Unit.MICROS, AppendRows::rows)
                .expects(AppendRows::expected)
                .jvm("-Xmx2g")
                .ours(APPEND, given -> new Appends(given, Durability.SYNC))
                .line(Duck.NAME + ", an insert each", Role.PEER, 1, AppendQuestions::fewInserts)
                .recorded(Published.NAME + " (rewrites its file)", Published.nanos("write.row"))
                .limit("write into zeros and fdatasync, same bytes", given -> new BareWrites(given, true))
                .bar(new Bar.NearLimit(1.15))
                .bar(new Bar.AheadOfPeers(1))
                .bar(new Bar.Heap(APPEND, 200))
                .build();
    }

    static Question<AppendRows> unsynced() {
        return Question.about(
                        "append-os",
                        AppendRows.class,
                        (dose, scratch) -> new AppendRows(scratch, dose.of(2_000, 1_000)))
                .asks(
                        "How long does an append take that survives the death of the process?",
                        "One row of 60 doubles, handed to the operating system before the next, one thread; 2,000 a run, which is read"
                                + " back: as many as stay in the cache, as rows that were just made do. Encoding is part of the"
                                + " time, making the row is not.")
                .counts(Unit.NANOS, AppendRows::rows)
                .expects(AppendRows::expected)
                .jvm("-Xmx4g")
                .ours(APPEND, given -> new Appends(given, Durability.OS))
                .limit("write at the end of a file, same bytes", given -> new BareWrites(given, false))
                .bar(new Bar.AtMost(APPEND, Unit.NANOS, 1_500))
                .bar(new Bar.AheadOfPeers(1))
                .bar(new Bar.Heap(APPEND, 200))
                .because(
                        "an append checks the row, encodes 60 doubles, takes CRC32C of them and enters the row into the index that"
                                + " makes it readable at once; a bare write of ready bytes does none of that.")
                .build();
    }

    private static Work fewInserts(AppendRows given) throws SQLException {
        int some = Math.max(1, given.rows() / 10);
        return new FewerWork(new DuckAppends(given, some), some);
    }

    /** Ours. Each run's rows are made before it. */
    private static final class Appends implements Work {
        private final AppendRows given;
        private final ParquetFeatureStore store;
        private final FeatureRow[] rows;
        private int run = -1;

        private Appends(AppendRows given, Durability durability) {
            this.given = given;
            store = ParquetFeatureStore.builder(given.scratch().resolve("home"))
                    .set(given.set())
                    .durability(durability)
                    .sealAfterBytes(Long.MAX_VALUE)
                    .open(Clock.systemUTC());
            rows = new FeatureRow[given.rows()];
        }

        @Override
        public void before() {
            run++;
            for (int i = 0; i < rows.length; i++) {
                rows[i] = given.row(run, i);
            }
        }

        @Override
        public void run() {
            for (FeatureRow row : rows) {
                store.append(row);
            }
        }

        @Override
        public double checksum() {
            double sum = 0;
            for (int i = 0; i < rows.length; i++) {
                AsOf asOf = AsOf.at(UtcMicros.toInstant(given.time(run, i)));
                FeatureRow found = store.get(given.set().id(), rows[i].symbol(), asOf);
                for (int field = 0; field < AppendRows.FIELDS; field++) {
                    sum += found.float64(field);
                }
            }
            return sum;
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** As many bytes as ours has in its log, ready before the time begins. */
    private static final class BareWrites implements Work {
        private final AppendRows given;
        private final FileChannel file;
        private final boolean syncs;
        private final ByteBuffer ready;
        private long at;

        private BareWrites(AppendRows given, boolean syncs) throws IOException {
            this.given = given;
            this.syncs = syncs;
            Path path = given.scratch().resolve("bare");
            file = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            ready = ByteBuffer.allocateDirect(given.rows() * LOGGED);
        }

        @Override
        public void before() throws IOException {
            at = file.size();
            for (int row = 0; row < given.rows(); row++) {
                AppendRows.put(ready.clear().position(row * LOGGED), row);
            }
            if (syncs) {
                ByteBuffer zeros = ByteBuffer.allocateDirect(ready.capacity());
                file.write(zeros, at);
                file.force(true);
            }
        }

        @Override
        public void run() throws IOException {
            for (int row = 0; row < given.rows(); row++) {
                ready.limit((row + 1) * LOGGED).position(row * LOGGED);
                file.write(ready, at + (long) row * LOGGED);
                if (syncs) {
                    file.force(false);
                }
            }
        }

        @Override
        public double checksum() throws IOException {
            ByteBuffer all = ByteBuffer.allocateDirect(ready.capacity());
            file.read(all, at);
            double sum = 0;
            for (int row = 0; row < given.rows(); row++) {
                sum += AppendRows.sum(all.position(row * LOGGED));
            }
            return sum;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
