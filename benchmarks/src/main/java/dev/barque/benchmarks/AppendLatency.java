package dev.barque.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/**
 * How long does the append of one row of 60 doubles take, in each durability, beside a bare write of the same bytes? With
 * {@code SYNC} the bare line is a write into a file of zeros and an fdatasync, with {@code OS} a write at the end of a file. One
 * thread, rounds in turn; rows are made outside of the time.
 */
public final class AppendLatency {
    private static final int FIELDS = 60;
    private static final int SYMBOLS = 64;
    /** A row of 60 doubles in the log: its frame, its head, its values. */
    private static final int ROW_BYTES = 590;

    private AppendLatency() {}

    /** What was measured, in nanoseconds; bytes of heap for each append, -1 when not looked at. */
    record Line(String name, long p50, long p99, long p999, long bytes) {
        static Line of(String name, long[] nanos, long bytes) {
            Arrays.sort(nanos);
            return new Line(name, at(nanos, 0.5), at(nanos, 0.99), at(nanos, 0.999), bytes);
        }

        private static long at(long[] sorted, double part) {
            return sorted[(int) Math.min(sorted.length - 1, part * sorted.length)];
        }
    }

    /** Rounds, and appends of a round. */
    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int appends = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
        System.out.println("| round | line | p50 us | p99 us | p99.9 us | heap B |\n|---|---|---|---|---|---|");
        for (int round = 0; round <= rounds; round++) {
            for (Durability durability : Durability.values()) {
                for (Line line : run(durability, durability == Durability.OS ? 4 * appends : appends)) {
                    System.out.printf(
                            "| %s | %s %s | %.2f | %.2f | %.1f | %d |%n",
                            round == 0 ? "warm-up" : round,
                            durability,
                            line.name(),
                            line.p50() / 1e3,
                            line.p99() / 1e3,
                            line.p999() / 1e3,
                            line.bytes());
                }
            }
        }
    }

    /** The bare line and ours. */
    static List<Line> run(Durability durability, int appends) throws IOException {
        try (Scratch scratch = new Scratch()) {
            return List.of(
                    bare(scratch.resolve("bare"), durability == Durability.SYNC, appends),
                    store(scratch.resolve("home"), durability, appends));
        }
    }

    private static Line bare(Path file, boolean syncs, int appends) throws IOException {
        long[] nanos = new long[appends];
        ByteBuffer row = ByteBuffer.allocateDirect(ROW_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            if (syncs) {
                ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
                for (long at = 0; at < (long) appends * ROW_BYTES; at += zeros.capacity()) {
                    channel.write(zeros.clear(), at);
                }
                channel.force(true);
            }
            for (int i = 0; i < appends; i++) {
                row.clear().putLong(0, i);
                long began = System.nanoTime();
                channel.write(row, (long) i * ROW_BYTES);
                if (syncs) {
                    channel.force(false);
                }
                nanos[i] = System.nanoTime() - began;
            }
        }
        return Line.of("bare write", nanos, -1);
    }

    private static Line store(Path home, Durability durability, int appends) {
        WideRows rows = new WideRows(FIELDS, 1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long[] nanos = new long[appends];
        long bytes = 0;
        try (ParquetFeatureStore store = ParquetFeatureStore.builder(home)
                .set(rows.set())
                .durability(durability)
                .sealAfterBytes(Long.MAX_VALUE)
                .open(Clock.systemUTC())) {
            for (int i = 0; i < appends; i++) {
                FeatureRow row = rows.row(Symbol.of("S" + i % SYMBOLS), WideRows.START + i);
                long before = threads.getThreadAllocatedBytes(thread);
                long began = System.nanoTime();
                store.append(row);
                nanos[i] = System.nanoTime() - began;
                bytes += threads.getThreadAllocatedBytes(thread) - before;
            }
        }
        return Line.of("append", nanos, bytes / appends);
    }
}
