package dev.barque.benchmarks.scale;

import dev.barque.core.time.UtcMicros;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DirectoryTarget;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a stage works with: the market, the places on disk, what earlier stages found, and where it says how far it is. */
final class Life {
    private static final long TELL_EVERY = 5_000_000_000L;

    final Size size;
    final Market market;
    final Meter meter = new Meter();
    /** Numbers by which later stages check theirs, and that stand in the results. */
    final Map<String, Long> facts;

    private final Path root;
    private final Consumer<String> out;
    private final long began = System.nanoTime();
    private long toldAt = began;

    Life(Path root, Size size, Map<String, Long> facts, Consumer<String> out) {
        this.root = root;
        this.size = size;
        this.facts = new TreeMap<>(facts);
        this.out = out;
        market = new Market(size.symbols(), size.days(), size.seed());
    }

    Path home() {
        return root.resolve("home");
    }

    Path restored() {
        return root.resolve("restored");
    }

    /** Stands still five minutes after the close of a day. */
    Clock after(int day) {
        return Clock.fixed(market.session(day).close().plusSeconds(300), ZoneOffset.UTC);
    }

    Clock at(long micros) {
        Instant instant = UtcMicros.toInstant(micros);
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    /** The store, to be opened in one way or the other; sealing is left to the stage. */
    ParquetFeatureStore.Builder store() {
        return ParquetFeatureStore.builder(home())
                .set(Features.SET)
                .durability(Durability.SYNC)
                .sealAfterBytes(Long.MAX_VALUE);
    }

    Backups backups(Clock clock) {
        return Backups.in(DirectoryTarget.at(root.resolve("backups")))
                .clock(clock)
                .listener((step, bytes, of) -> tell(step.name().toLowerCase(Locale.ROOT), bytes >> 20, of >> 20, "MB"))
                .build();
    }

    /** Tells how far it is, now and then. */
    void tell(String what, long done, long of, String unit) {
        long now = System.nanoTime();
        if (now - toldAt > TELL_EVERY) {
            toldAt = now;
            out.accept(String.format(
                    Locale.ROOT, "  %5.0f s  %s: %,d of %,d %s", (now - began) / 1e9, what, done, of, unit));
        }
    }

    long fact(String name) {
        Long value = facts.get(name);
        if (value == null) {
            throw new IllegalStateException("No earlier stage has left '" + name + "'; there are " + facts.keySet());
        }
        return value;
    }

    /** Ends the stage when two numbers that must be the same are not. */
    static void same(String what, Object found, Object expected) {
        if (!found.equals(expected)) {
            throw new IllegalStateException(what + " should be " + expected + " but is " + found);
        }
    }
}
