package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.AppendRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** LMDB, a transaction for each row; MDB_NOSYNC where nothing has to be on the device. */
final class LmdbAppends extends KeyedAppends {
    private final Env<ByteBuffer> env;
    private final Dbi<ByteBuffer> table;

    LmdbAppends(AppendRows given, boolean syncs) throws IOException {
        super(given);
        Path folder = Files.createDirectories(given.scratch().resolve("lmdb"));
        EnvFlags[] flags = syncs ? new EnvFlags[0] : new EnvFlags[] {EnvFlags.MDB_NOSYNC};
        env = Env.create().setMapSize(16L << 30).open(folder.toFile(), flags);
        table = env.openDbi("rows", DbiFlags.MDB_CREATE);
    }

    @Override
    void put(ByteBuffer key, ByteBuffer value) {
        try (Txn<ByteBuffer> write = env.txnWrite()) {
            table.put(write, key, value);
            write.commit();
        }
    }

    @Override
    ByteBuffer get(ByteBuffer key, ByteBuffer room) {
        try (Txn<ByteBuffer> read = env.txnRead()) {
            return room.put(Objects.requireNonNull(table.get(read, key))).flip();
        }
    }

    @Override
    public void close() {
        env.close();
    }
}
