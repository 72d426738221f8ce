package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.AppendRows;
import java.nio.ByteBuffer;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** RocksDB with its write-ahead log, synced with each write or left to the operating system. */
final class RocksAppends extends KeyedAppends {
    static {
        RocksDB.loadLibrary();
    }

    private final RocksDB db;
    private final WriteOptions writing;
    private final ReadOptions reading = new ReadOptions();

    RocksAppends(AppendRows given, boolean syncs) throws RocksDBException {
        super(given);
        db = RocksDB.open(
                new Options().setCreateIfMissing(true),
                given.scratch().resolve("rocks").toString());
        writing = new WriteOptions().setSync(syncs);
    }

    @Override
    void put(ByteBuffer key, ByteBuffer value) throws RocksDBException {
        db.put(writing, key, value);
    }

    @Override
    ByteBuffer get(ByteBuffer key, ByteBuffer room) throws RocksDBException {
        db.get(reading, key, room);
        return room;
    }

    @Override
    public void close() {
        db.close();
    }
}
