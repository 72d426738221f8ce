package dev.barque.store;

import com.sun.management.ThreadMXBean;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What {@link LimitsTest} does in a process of its own, with few descriptors or a small heap. */
final class LimitsChild {
    static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    static final Symbol SPY = Symbol.of("SPY");
    private static final LocalDate MONDAY = LocalDate.of(2025, 11, 3);
    private static final long NOON = UtcMicros.of(Instant.parse("2025-11-03T12:00:00Z"));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private LimitsChild() {}

    @FunctionalInterface
    private interface Work {
        void run();
    }

    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[1]);
        switch (args[0]) {
            case "descriptors" -> descriptors(home);
            case "symbols" -> manySymbols(home);
            case "append" -> append(home, Integer.parseInt(args[2]));
            case "seal" -> seal(home, Integer.parseInt(args[2]));
            default -> days(home, Integer.parseInt(args[2]));
        }
    }

    private static void descriptors(Path home) throws IOException {
        List<Work> all = List.of(
                () -> write(home, 1),
                () -> read(home),
                () -> StoreVerifier.of(home).verify(),
                () -> StoreStat.of(home));
        // So that every class is loaded, those of errors too.
        all.forEach(Work::run);
        try {
            read(home.resolve("none"));
        } catch (BarqueException expected) {
            say(expected.code());
        }
        List<FileInputStream> taken = new ArrayList<>();
        try {
            while (taken.size() < 10_000) {
                taken.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException full) {
            say("taken " + (taken.size() > 10 ? "many" : "few"));
        }
        for (Work work : all) {
            try {
                work.run();
                say("worked");
            } catch (BarqueException e) {
                say(e.code());
            }
        }
        for (FileInputStream one : taken) {
            one.close();
        }
        write(home, 2);
        say("rows " + read(home));
    }

    private static void manySymbols(Path home) {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
            AsOf asOf = AsOf.at(Instant.parse("2025-11-03T15:00:00Z"));
            say("diagnosed " + store.diagnose(SET.id(), Symbol.of("NONE"), asOf).reason());
        }
        say("partitions " + StoreStat.of(home).sets().size());
        say("clean " + StoreVerifier.of(home).verify().isClean());
    }

    /** One row for each of many symbols: bytes allocated for an append in the second tenth, in the last one, and kept of each. */
    private static void append(Path home, int symbols) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        int tenth = symbols / 10;
        long[] allocated = new long[11];
        try (ParquetFeatureStore store = ParquetFeatureStore.builder(home)
                .set(SET)
                .durability(Durability.OS)
                .sealAfterBytes(1L << 40)
                .open(CLOCK)) {
            long before = used();
            for (int i = 0; i < 10 * tenth; i++) {
                if (i % tenth == 0) {
                    allocated[i / tenth] = threads.getThreadAllocatedBytes(thread);
                }
                store.append(TestRows.numbered(SET, Symbol.of("S" + i), NOON, NOON, i));
            }
            allocated[10] = threads.getThreadAllocatedBytes(thread);
            say((allocated[2] - allocated[1]) / tenth);
            say((allocated[10] - allocated[9]) / tenth);
            say((used() - before) / symbols);
            say(store.rows(SET.id(), Symbol.of("S7"), MONDAY).size());
        }
    }

    /** Rows for other symbols again and again, sealed each time: what is kept in memory after the first time and after the last. */
    private static void seal(Path home, int symbols) {
        try (ParquetFeatureStore store = ParquetFeatureStore.builder(home)
                .set(SET)
                .cacheBytes(0)
                .durability(Durability.OS)
                .open(CLOCK)) {
            for (int round = 0; round < 4; round++) {
                for (int i = 0; i < symbols; i++) {
                    store.append(TestRows.numbered(SET, Symbol.of("S" + round + "." + i), NOON, NOON, i));
                }
                store.seal();
                if (round == 0 || round == 3) {
                    say(used());
                }
            }
        }
    }

    /** A row a day: how many days there are, how many files a look at one of them opens, and how many rows it finds. */
    private static void days(Path home, int days) {
        FailingFiles disk = new FailingFiles();
        disk.skipSyncs();
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).fileAccess(disk).open(CLOCK)) {
            for (int i = 0; i < days; i++) {
                long noon = NOON - i * UtcMicros.PER_DAY;
                store.append(TestRows.numbered(SET, SPY, noon, noon, i));
            }
            store.seal();
        }
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).fileAccess(disk).openReadOnly()) {
            say(store.dates(SET.id(), SPY).size());
            Instant middle = UtcMicros.toInstant(NOON - days / 2 * UtcMicros.PER_DAY);
            int before = disk.reads();
            boolean found = store.find(SET.id(), SPY, AsOf.at(middle)).isPresent();
            say(disk.reads() - before);
            say(found ? 1 : 0);
        }
        say(StoreVerifier.of(home).verify().rows());
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void write(Path home, int number) {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).open(CLOCK)) {
            String time = "2025-11-03T14:0" + number + ":00Z";
            store.append(TestRows.numbered(SET, SPY, time, time, number));
            store.seal();
        }
    }

    private static int read(Path home) {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
            return store.rows(SET.id(), SPY, MONDAY).size();
        }
    }

    private static void say(Object text) {
        System.out.println(text);
    }
}
