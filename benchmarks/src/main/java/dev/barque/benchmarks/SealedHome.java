package dev.barque.benchmarks;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.asof.Spine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A home of sealed partitions, one a symbol and day, of 390 rows of 8 doubles in the group {@code group}; and questions within sessions. */
public final class SealedHome implements AutoCloseable {
    /** Doubles of a row: {@code group.field_0} to {@code group.field_7}. */
    public static final int FIELDS = 8;

    /** Rows of a partition. */
    public static final int ROWS = 390;

    private static final long DAY = 86_400_000_000L;
    private static final long OPEN = 13 * 3_600_000_000L + 30 * 60_000_000L;
    private static final long MINUTE = 60_000_000L;

    private final Path home;
    private final List<Symbol> symbols;
    private final WideRows values = new WideRows(FIELDS, 7);
    private final Spine spine;
    private final List<Path> files;

    SealedHome(Path scratch, int symbols, int days, int questions, boolean byTime) throws IOException {
        home = scratch.resolve("home");
        this.symbols =
                IntStream.range(0, symbols).mapToObj(i -> Symbol.of("S" + i)).toList();
        write(days);
        spine = spine(days, questions, byTime);
        try (Stream<Path> found = Files.walk(home.resolve("data"))) {
            files = found.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    private static long time(int day, int row) {
        return WideRows.START + day * DAY + OPEN + (row + 1) * MINUTE;
    }

    private void write(int days) {
        try (ParquetFeatureStore store = ParquetFeatureStore.builder(home)
                .set(values.set())
                .durability(Durability.OS)
                .open(Clock.systemUTC())) {
            for (int day = 0; day < days; day++) {
                for (Symbol symbol : symbols) {
                    List<FeatureRow> rows = new ArrayList<>(ROWS);
                    for (int row = 0; row < ROWS; row++) {
                        rows.add(values.row(symbol, time(day, row)));
                    }
                    store.append(rows);
                }
            }
            store.seal();
        }
    }

    private Spine spine(int days, int questions, boolean byTime) {
        Random random = new Random(11);
        long[] times = new long[questions];
        for (int i = 0; i < questions; i++) {
            times[i] = time(random.nextInt(days), 0) + random.nextLong(ROWS * MINUTE);
        }
        if (byTime) {
            Arrays.sort(times);
        }
        return Spine.of(symbols, random.ints(questions, 0, symbols.size()).toArray(), times);
    }

    /** The file of a partition. */
    public Path file(Symbol symbol, long eventMicros) {
        return files.stream()
                .filter(file -> file.toString().contains("date=" + UtcMicros.utcDate(eventMicros))
                        && file.toString().contains("symbol=" + symbol.value() + "/"))
                .findFirst()
                .orElseThrow();
    }

    /** All files of partitions. */
    public List<Path> files() {
        return files;
    }

    /** The questions. */
    public Spine spine() {
        return spine;
    }

    Path home() {
        return home;
    }

    List<Symbol> symbols() {
        return symbols;
    }

    WideRows values() {
        return values;
    }

    @Override
    public void close() {}
}
