package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.AppendRows;
import dev.barque.benchmarks.contest.Work;
import java.nio.ByteBuffer;

/** Rows appended one by one to a store of keys and values, and each read back. */
abstract class KeyedAppends implements Work {
    private final AppendRows given;
    private final ByteBuffer key = ByteBuffer.allocateDirect(Keys.KEY);
    private final ByteBuffer value = ByteBuffer.allocateDirect(AppendRows.BYTES);
    private int run = -1;

    KeyedAppends(AppendRows given) {
        this.given = given;
    }

    /** Acknowledged when it returns. */
    abstract void put(ByteBuffer key, ByteBuffer value) throws Exception;

    /** The value; {@code room} may be used for it. */
    abstract ByteBuffer get(ByteBuffer key, ByteBuffer room) throws Exception;

    @Override
    public void before() {
        run++;
    }

    @Override
    public void run() throws Exception {
        for (int row = 0; row < given.rows(); row++) {
            AppendRows.put(value.clear(), row);
            put(Keys.key(key, AppendRows.symbol(row), given.time(run, row)), value.flip());
        }
    }

    @Override
    public double checksum() throws Exception {
        double sum = 0;
        for (int row = 0; row < given.rows(); row++) {
            sum += AppendRows.sum(get(Keys.key(key, AppendRows.symbol(row), given.time(run, row)), value.clear()));
        }
        return sum;
    }
}
