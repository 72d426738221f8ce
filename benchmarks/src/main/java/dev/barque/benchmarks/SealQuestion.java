package dev.barque.benchmarks;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Role;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.core.feature.FeatureRow;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** From rows to a Parquet file. */
final class SealQuestion {
    private SealQuestion() {}

    static Question<WideDay> question() {
        return Question.about(
                        "seal", WideDay.class, (dose, scratch) -> new WideDay(scratch, dose.of(1_000_000, 20_000)))
                .asks(
                        "How fast are rows sealed?",
                        "1,000,000 rows of 8 doubles of one symbol and day to zstd Parquet; DuckDB reads every file back. Ours goes"
                                + " from the log to a published, verified, synced partition with its digest and lets go of the"
                                + " log; the others write what lies in their memory and sync the file. With two threads the files of"
                                + " the log are deleted after the seal has returned, which the next seal would wait for.")
                .counts(Unit.ROWS, WideDay::rows)
                .expects((given, operations) -> given.expected())
                .jvm("-Xmx4g")
                .ours("seal", given -> new Seals(given, 1))
                .line("seal, 2 threads", Role.OURS, 2, given -> new Seals(given, 2))
                .line(Duck.NAME + ", COPY and sync", Role.PEER, 1, given -> new Copies(given, 1))
                .line(Duck.NAME + ", COPY and sync", Role.PEER, 2, given -> new Copies(given, 2))
                .limit("zstd of the doubles, one write, fdatasync", PackedDoubles::new)
                .bar(new Bar.AheadOf("DuckDB", 1))
                .because(
                        "the log is read and checked, rows are brought into order, pages encoded with statistics and CRCs, the"
                                + " file read back and compared, the log let go of; four more syncs of files and directories.")
                .build();
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Ours: a home for each run, whose log is filled before. */
    private static final class Seals implements Work {
        private final WideDay given;
        private final int threads;
        private final ExecutorService helpers;
        private Path home = Path.of("");
        private @Nullable ParquetFeatureStore store;

        private Seals(WideDay given, int threads) {
            this.given = given;
            this.threads = threads;
            helpers = Executors.newFixedThreadPool(Math.max(1, threads - 1));
        }

        @Override
        public void before() {
            home = given.fresh("-home");
            store = ParquetFeatureStore.builder(home)
                    .set(given.set())
                    .durability(Durability.OS)
                    .sealAfterBytes(Long.MAX_VALUE)
                    .sealParallel(helpers, threads)
                    .open(Clock.systemUTC());
            List<FeatureRow> batch = new ArrayList<>();
            for (int row = 0; row < given.rows(); row++) {
                batch.add(given.row(row));
                if (batch.size() == 1_000 || row == given.rows() - 1) {
                    store.append(batch);
                    batch.clear();
                }
            }
        }

        @Override
        public void run() {
            if (store == null || store.seal().rows() != given.rows()) {
                throw new IllegalStateException("Not all rows were sealed");
            }
        }

        @Override
        public double checksum() throws SQLException {
            closeStore();
            double sum = given.sumOf(home + "/data/*/*/*/*.parquet", "\"group\".");
            Scratch.delete(home);
            return sum;
        }

        @Override
        public void close() {
            closeStore();
            helpers.shutdown();
        }

        private void closeStore() {
            if (store != null) {
                store.close();
                store = null;
            }
        }
    }

    private static final class Copies implements Work {
        private final WideDay given;
        private final Duck duck;
        private Path file = Path.of("");

        private Copies(WideDay given, int threads) throws SQLException {
            this.given = given;
            duck = new Duck(threads);
            String fields = Duck.fields("", WideDay.FIELDS, " DOUBLE, ") + " DOUBLE";
            duck.fill(
                    "micros",
                    "symbol VARCHAR, event_time BIGINT, known_at BIGINT, ingested_at BIGINT, sequence BIGINT, "
                            + fields,
                    to -> {
                        for (int row = 0; row < given.rows(); row++) {
                            to.beginRow();
                            to.append("S0");
                            to.append(given.time(row));
                            to.append(given.time(row));
                            to.append(given.time(row));
                            to.append((long) row);
                            for (int field = 0; field < WideDay.FIELDS; field++) {
                                to.append(given.values(field)[row]);
                            }
                            to.endRow();
                        }
                    });
            duck.execute("CREATE TABLE rows AS SELECT symbol, make_timestamptz(event_time) AS event_time,"
                    + " make_timestamptz(known_at) AS known_at, make_timestamptz(ingested_at) AS ingested_at, sequence, "
                    + Duck.fields("", WideDay.FIELDS, ", ") + " FROM micros");
            duck.execute("DROP TABLE micros");
        }

        @Override
        public void before() {
            file = given.fresh(".parquet");
        }

        @Override
        public void run() throws SQLException, IOException {
            duck.execute("COPY rows TO '" + file + "' (FORMAT parquet, COMPRESSION zstd)");
            sync(file);
        }

        @Override
        public double checksum() throws SQLException, IOException {
            double sum = given.sumOf(file.toString(), "");
            Files.delete(file);
            return sum;
        }

        @Override
        public void close() throws SQLException {
            duck.close();
        }
    }

    /** The doubles and two columns of times, in pieces of a mebibyte, packed as ours packs pages. */
    private static final class PackedDoubles implements Work {
        private static final int PIECE = 1 << 20;

        private final WideDay given;
        private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(1);
        private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        private final ByteBuffer packed;

        private PackedDoubles(WideDay given) {
            this.given = given;
            packed = ByteBuffer.allocateDirect(
                    Math.toIntExact((long) given.rows() * Double.BYTES * (WideDay.FIELDS + 1) * 5 / 4) + PIECE);
        }

        @Override
        public void run() throws IOException {
            packed.clear();
            for (int field = -1; field < WideDay.FIELDS; field++) {
                piece.clear();
                for (int row = 0; row < given.rows(); row++) {
                    if (field < 0) {
                        piece.putLong(given.time(row));
                    } else {
                        piece.putDouble(given.values(field)[row]);
                    }
                    if (!piece.hasRemaining()) {
                        pack();
                    }
                }
                pack();
            }
            Path file = given.fresh(".packed");
            try (FileChannel to = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                to.write(packed.flip());
                to.force(false);
            }
            Files.delete(file);
        }

        private void pack() {
            piece.flip();
            int bytes = zstd.compressDirectByteBuffer(
                    packed, packed.position(), packed.remaining(), piece, 0, piece.remaining());
            packed.position(packed.position() + bytes);
            piece.clear();
        }

        @Override
        public double checksum() {
            return Double.NaN;
        }

        @Override
        public void close() {
            zstd.close();
        }
    }
}
