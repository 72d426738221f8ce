package dev.barque.benchmarks.peers;

import static java.nio.ByteBuffer.allocateDirect;

import dev.barque.benchmarks.MinuteRows;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
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

/** RocksDB, filled from a sorted file, read by one iterator, its blocks in a cache of 4 GiB. */
final class RocksRows extends PointReads {
    static {
        RocksDB.loadLibrary();
    }

    private final ByteBuffer key = allocateDirect(Keys.KEY);
    private final ByteBuffer value = allocateDirect(Keys.VALUE);
    private final RocksDB db;
    private final RocksIterator iterator;

    RocksRows(MinuteRows given) throws RocksDBException {
        super(given);
        Path sorted = given.scratch().resolve("rocks.sst");
        Options options = new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(new LRUCache(4L << 30))
                        .setFilterPolicy(new BloomFilter(10)));
        try (SstFileWriter to = new SstFileWriter(new EnvOptions(), options)) {
            to.open(sorted.toString());
            for (int symbol = 0; symbol < MinuteRows.SYMBOLS; symbol++) {
                for (int row = 0; row < given.perSymbol(); row++) {
                    to.put(Keys.key(key, symbol, MinuteRows.timeOf(row)), Keys.value(value, symbol, row));
                }
            }
            to.finish();
        }
        db = RocksDB.open(options, given.scratch().resolve("rocks").toString());
        db.ingestExternalFile(List.of(sorted.toString()), new IngestExternalFileOptions());
        iterator = db.newIterator(new ReadOptions().setVerifyChecksums(false));
    }

    @Override
    double sum(int symbol, long time) {
        iterator.seekForPrev(Keys.key(key, symbol, time));
        value.clear();
        iterator.value(value);
        return Keys.sum(value);
    }

    @Override
    public void close() {
        iterator.close();
        db.close();
    }
}
