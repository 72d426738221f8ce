package dev.barque.benchmarks;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How long does it take to open a home with a large log, beside reading the log's files once? */
public final class Reopen {
    private static final int FIELDS = 60;
    private static final int SYMBOLS = 64;

    private Reopen() {}

    /** Mebibytes of log, rounds. */
    public static void main(String[] arguments) throws IOException {
        long megabytes = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1024;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        try (Scratch scratch = new Scratch()) {
            Path home = scratch.resolve("home");
            int rows = Math.toIntExact((megabytes << 20) / 540);
            fill(home, rows);
            for (int round = 0; round < rounds; round++) {
                System.out.printf("read once %.0f ms, reopened %.0f ms%n", read(home) / 1e6, open(home, rows) / 1e6);
            }
        }
    }

    static void fill(Path home, int rows) {
        WideRows values = new WideRows(FIELDS, 5);
        try (ParquetFeatureStore store = builder(home, values).open(Clock.systemUTC())) {
            List<FeatureRow> batch = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                batch.add(values.row(Symbol.of("S" + row % SYMBOLS), WideRows.START + row));
                if (batch.size() == 1_000 || row == rows - 1) {
                    store.append(batch);
                    batch.clear();
                }
            }
        }
    }

    private static ParquetFeatureStore.Builder builder(Path home, WideRows values) {
        return ParquetFeatureStore.builder(home)
                .set(values.set())
                .durability(Durability.OS)
                .sealAfterBytes(Long.MAX_VALUE);
    }

    /** Nanoseconds of opening. */
    static long open(Path home, int rows) {
        long began = System.nanoTime();
        try (ParquetFeatureStore store = builder(home, new WideRows(FIELDS, 5)).open(Clock.systemUTC())) {
            long took = System.nanoTime() - began;
            if (store.openReport().rows() != rows) {
                throw new IllegalStateException("Found " + store.openReport().rows() + " of " + rows + " rows");
            }
            return took;
        }
    }

    /** Nanoseconds of reading each file of the log to its end. */
    static long read(Path home) throws IOException {
        ByteBuffer piece = ByteBuffer.allocateDirect(1 << 20);
        List<Path> files;
        try (Stream<Path> found = Files.list(home.resolve("log"))) {
            files = found.toList();
        }
        long began = System.nanoTime();
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                while (channel.read(piece.clear()) > 0) {
                    // The bytes are not looked at.
                }
            }
        }
        return System.nanoTime() - began;
    }
}
