package dev.barque.benchmarks.peers;

import static java.nio.ByteBuffer.allocateDirect;

import dev.barque.benchmarks.MinuteRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.GetOp;
import org.lmdbjava.PutFlags;
import org.lmdbjava.Txn;

/** LMDB, filled in the order of its keys, read by one cursor of one transaction. */
final class LmdbRows extends PointReads {
    private final ByteBuffer key = allocateDirect(Keys.KEY);
    private final Env<ByteBuffer> env;
    private final Txn<ByteBuffer> transaction;
    private final Cursor<ByteBuffer> cursor;

    LmdbRows(MinuteRows given) throws IOException {
        super(given);
        Path folder = Files.createDirectories(given.scratch().resolve("lmdb"));
        env = Env.create().setMapSize(8L << 30).open(folder.toFile(), EnvFlags.MDB_NOSYNC);
        Dbi<ByteBuffer> table = env.openDbi("rows", DbiFlags.MDB_CREATE);
        ByteBuffer value = allocateDirect(Keys.VALUE);
        try (Txn<ByteBuffer> write = env.txnWrite()) {
            try (Cursor<ByteBuffer> to = table.openCursor(write)) {
                for (int symbol = 0; symbol < MinuteRows.SYMBOLS; symbol++) {
                    for (int row = 0; row < given.perSymbol(); row++) {
                        to.put(
                                Keys.key(key, symbol, MinuteRows.timeOf(row)),
                                Keys.value(value, symbol, row),
                                PutFlags.MDB_APPEND);
                    }
                }
            }
            write.commit();
        }
        transaction = env.txnRead();
        cursor = table.openCursor(transaction);
    }

    @Override
    double sum(int symbol, long time) {
        boolean found = cursor.get(Keys.key(key, symbol, time), GetOp.MDB_SET_RANGE);
        if (!found) {
            cursor.last();
        } else if (cursor.key().getLong(Integer.BYTES) != time || cursor.key().getInt(0) != symbol) {
            cursor.prev();
        }
        return Keys.sum(cursor.val());
    }

    @Override
    public void close() {
        cursor.close();
        transaction.close();
        env.close();
    }
}
