package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Work;
import dev.barque.store.asof.JoinedColumns;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A join into primitive columns; they are summed outside of the time. */
final class ColumnsWork implements Work {
    private final Callable<JoinedColumns> join;
    private final int fields;
    private final AutoCloseable[] opened;
    private @Nullable JoinedColumns joined;

    ColumnsWork(int fields, Callable<JoinedColumns> join, AutoCloseable... opened) {
        this.join = join;
        this.fields = fields;
        this.opened = opened;
    }

    @Override
    public void run() throws Exception {
        joined = join.call();
    }

    @Override
    public double checksum() {
        double sum = 0;
        for (int field = 0; joined != null && field < fields; field++) {
            for (double value : joined.float64(field)) {
                sum += Double.isNaN(value) ? 0 : value;
            }
        }
        joined = null;
        return sum;
    }

    @Override
    public void close() throws Exception {
        for (int i = opened.length - 1; i >= 0; i--) {
            opened[i].close();
        }
    }
}
