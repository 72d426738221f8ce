package dev.barque.store;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.io.FileInputStream;
import java.io.IOException;
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
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private LimitsChild() {}

    @FunctionalInterface
    private interface Work {
        void run();
    }

    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[1]);
        if (args[0].equals("descriptors")) {
            descriptors(home);
        } else {
            manySymbols(home);
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
            return store.rows(SET.id(), SPY, LocalDate.of(2025, 11, 3)).size();
        }
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
