package dev.barque.testkit.internal;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Rows and reads on so few instants that ties, corrections, repetitions and misses are frequent. */
public final class RandomHistory {
    private static final Instant MIDNIGHT = Instant.parse("2025-11-04T00:00:00Z");
    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("SPY"), Symbol.of("BRK.A"), Symbol.of("brk.a"));

    private final SplittableRandom random;
    private final List<FeatureRow> written = new ArrayList<>();

    /** The history of a seed. */
    public RandomHistory(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The next one to four rows to append, some of them repeated. */
    public List<FeatureRow> batch() {
        List<FeatureRow> batch = new ArrayList<>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            FeatureRow row = !written.isEmpty() && random.nextInt(4) == 0 ? any(written) : fresh();
            batch.add(row);
            written.add(row);
        }
        return batch;
    }

    /** A set to ask for. */
    public FeatureSet set() {
        return any(Samples.SETS);
    }

    /** A symbol to ask for. */
    public Symbol symbol() {
        return any(SYMBOLS);
    }

    /** An instant to ask for, often on the boundary of a row, with knowledge before, at or after it. */
    public AsOf asOf() {
        Instant event = instant();
        return new AsOf(event, random.nextBoolean() ? event : instant());
    }

    private FeatureRow fresh() {
        Instant event = instant();
        Instant known = random.nextInt(3) == 0 ? instant() : event;
        return Samples.row(set(), symbol(), event, known.isBefore(event) ? event : known, random.nextInt(3));
    }

    /** One of 30 instants around midnight: every half hour for five hours, and a microsecond to either side. */
    private Instant instant() {
        return MIDNIGHT.plusSeconds(1_800L * random.nextInt(-5, 5)).plusNanos(1_000L * random.nextInt(-1, 2));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
