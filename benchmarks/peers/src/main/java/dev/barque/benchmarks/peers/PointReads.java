package dev.barque.benchmarks.peers;

import static java.nio.ByteBuffer.allocateDirect;

import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.store.asof.FeatureSeries;
import dev.barque.store.asof.FeatureTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.GetOp;
import org.lmdbjava.PutFlags;
import org.lmdbjava.Txn;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.EnvOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.SstFileWriter;

/**
 * The last row of a symbol up to an instant, at random among all rows, and the sum of its 8 doubles. Each store reads in the way its
 * documents advise for a neighbouring key: LMDB by a cursor, RocksDB by an iterator with its blocks in a cache of 4 GiB.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xmx6g",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"
        })
public class PointReads {
    /** What all are asked. */
    @State(Scope.Benchmark)
    public static class Asked {
        /** How many rows there are. */
        @Param("10000000")
        public int rows;

        Rows all = new Rows(Rows.SYMBOLS);
        private int next;

        /** Makes the questions. */
        @Setup(Level.Trial)
        public void make() {
            all = new Rows(rows);
        }

        int next() {
            next = next + 1 & all.time.length - 1;
            return next;
        }
    }

    /** Rows in a table of ours. */
    @State(Scope.Benchmark)
    public static class OurRows {
        private final List<FeatureSeries> series = new ArrayList<>();

        /** Fills it. */
        @Setup(Level.Trial)
        public void fill(Asked asked) throws Exception {
            Rows rows = asked.all;
            FeatureSchema.Builder schema = FeatureSchema.builder();
            for (int field = 0; field < Rows.FIELDS; field++) {
                schema.float64("field_" + field, "1");
            }
            FeatureSet set =
                    new FeatureSet(FeatureSetId.of("v1"), schema.build(), Lookback.atMost(Duration.ofDays(36_500)));
            FeatureTable.Builder table = FeatureTable.builder(set, FeatureTable.scalars(set));
            List<Symbol> symbols = Rows.symbols();
            for (int symbol = 0; symbol < symbols.size(); symbol++) {
                FeatureTable.Rows to = table.rows(symbols.get(symbol)).reserve(rows.perSymbol);
                for (int row = 0; row < rows.perSymbol; row++) {
                    int at = to.add(rows.time(row), rows.time(row));
                    for (int field = 0; field < Rows.FIELDS; field++) {
                        to.float64(at, field, rows.value(symbol, row, field));
                    }
                }
            }
            FeatureTable built = table.build();
            symbols.forEach(symbol -> series.add(built.series(symbol).orElseThrow()));
            rows.check(this::sum);
        }

        double sum(int symbol, long time) {
            FeatureSeries of = series.get(symbol);
            int row = of.find(time, time);
            double sum = 0;
            for (int field = 0; field < Rows.FIELDS; field++) {
                sum += of.float64(row, field);
            }
            return sum;
        }
    }

    /** Rows in LMDB. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init")
    public static class LmdbRows {
        private final ByteBuffer key = allocateDirect(Keys.KEY);
        private Path folder = Path.of("");
        private Env<ByteBuffer> env;
        private Txn<ByteBuffer> transaction;
        private Cursor<ByteBuffer> cursor;

        /** Fills it in the order of its keys. */
        @Setup(Level.Trial)
        public void fill(Asked asked) throws Exception {
            Rows rows = asked.all;
            folder = Files.createTempDirectory("lmdb");
            env = Env.create().setMapSize(8L << 30).open(folder.toFile(), EnvFlags.MDB_NOSYNC);
            Dbi<ByteBuffer> table = env.openDbi("rows", DbiFlags.MDB_CREATE);
            ByteBuffer value = allocateDirect(Keys.VALUE);
            try (Txn<ByteBuffer> write = env.txnWrite()) {
                try (Cursor<ByteBuffer> to = table.openCursor(write)) {
                    for (int symbol = 0; symbol < Rows.SYMBOLS; symbol++) {
                        for (int row = 0; row < rows.perSymbol; row++) {
                            to.put(
                                    Keys.key(key, symbol, rows.time(row)),
                                    Keys.value(value, rows, symbol, row),
                                    PutFlags.MDB_APPEND);
                        }
                    }
                }
                write.commit();
            }
            transaction = env.txnRead();
            cursor = table.openCursor(transaction);
            rows.check(this::sum);
        }

        double sum(int symbol, long time) {
            boolean found = cursor.get(Keys.key(key, symbol, time), GetOp.MDB_SET_RANGE);
            if (!found) {
                cursor.last();
            } else if (cursor.key().getLong(Integer.BYTES) != time
                    || cursor.key().getInt(0) != symbol) {
                cursor.prev();
            }
            return Keys.sum(cursor.val());
        }

        /** Closes it and takes it away. */
        @TearDown(Level.Trial)
        public void close() throws IOException {
            cursor.close();
            transaction.close();
            env.close();
            Folders.delete(folder);
        }
    }

    /** Rows in RocksDB. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init")
    public static class RocksRows {
        private final ByteBuffer key = allocateDirect(Keys.KEY);
        private final ByteBuffer value = allocateDirect(Keys.VALUE);
        private Path folder = Path.of("");
        private RocksDB db;
        private RocksIterator iterator;

        /** Fills it from a sorted file. */
        @Setup(Level.Trial)
        public void fill(Asked asked) throws Exception {
            Rows rows = asked.all;
            folder = Files.createTempDirectory("rocks");
            Path sorted = folder.resolve("rows.sst");
            Options options = new Options()
                    .setCreateIfMissing(true)
                    .setTableFormatConfig(new BlockBasedTableConfig()
                            .setBlockCache(new LRUCache(4L << 30))
                            .setFilterPolicy(new BloomFilter(10)));
            write(rows, options, sorted);
            db = RocksDB.open(options, folder.resolve("db").toString());
            db.ingestExternalFile(List.of(sorted.toString()), new IngestExternalFileOptions());
            iterator = db.newIterator(new ReadOptions().setVerifyChecksums(false));
            rows.check(this::sum);
        }

        private void write(Rows rows, Options options, Path sorted) throws RocksDBException {
            try (SstFileWriter to = new SstFileWriter(new EnvOptions(), options)) {
                to.open(sorted.toString());
                for (int symbol = 0; symbol < Rows.SYMBOLS; symbol++) {
                    for (int row = 0; row < rows.perSymbol; row++) {
                        to.put(Keys.key(key, symbol, rows.time(row)), Keys.value(value, rows, symbol, row));
                    }
                }
                to.finish();
            }
        }

        double sum(int symbol, long time) {
            iterator.seekForPrev(Keys.key(key, symbol, time));
            value.clear();
            iterator.value(value);
            return Keys.sum(value);
        }

        /** Closes it and takes it away. */
        @TearDown(Level.Trial)
        public void close() throws IOException {
            iterator.close();
            db.close();
            Folders.delete(folder);
        }
    }

    /** Ours. */
    @Benchmark
    public double barque(Asked asked, OurRows rows) {
        int question = asked.next();
        return rows.sum(asked.all.symbol[question], asked.all.time[question]);
    }

    /** LMDB. */
    @Benchmark
    public double lmdb(Asked asked, LmdbRows rows) {
        int question = asked.next();
        return rows.sum(asked.all.symbol[question], asked.all.time[question]);
    }

    /** RocksDB. */
    @Benchmark
    public double rocksDb(Asked asked, RocksRows rows) {
        int question = asked.next();
        return rows.sum(asked.all.symbol[question], asked.all.time[question]);
    }
}
