package dev.barque.testkit.lookahead;

import dev.barque.backtest.audit.AuditData;
import dev.barque.core.decision.Reading;
import dev.barque.core.decision.ReadingSeries;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Bars;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.testkit.InMemoryBarSource;
import dev.barque.testkit.InMemoryFeatureStore;
import dev.barque.testkit.internal.parts.Walk;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A made-up market with everything in it: bars, rows that are revised later, option chains, readings. */
final class Markets {
    static final Symbol AAA = Symbol.of("AAA");

    static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("kept"),
            FeatureSchema.builder().float64("kept.value", "1").build(),
            Lookback.atMost(Duration.ofMinutes(30)));

    private static final int BARS = 110;

    private Markets() {}

    static AuditData of(long seed) {
        Bars bars = Walk.of(AAA, seed, BARS);
        InMemoryBarSource source = new InMemoryBarSource(List.of(bars));
        return AuditData.of(List.of(AAA), source.dates(), source)
                .withRows(rows(bars))
                .withChains((symbol, atMicros) -> {
                    int last = bars.indexAtOrBefore(atMicros);
                    return last < 0
                            ? null
                            : new OptionChain(one(100), one(0.1), one(0.1), one(0.1), one(bars.volume(last)))
                                    .toBuilder().timeMicros(bars.time(last)).build();
                })
                .withReadings(List.of(readings(bars)));
    }

    private static double[] one(double value) {
        return new double[] {value};
    }

    private static InMemoryFeatureStore rows(Bars bars) {
        InMemoryFeatureStore store =
                new InMemoryFeatureStore(Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC));
        FeatureRow.Builder row = FeatureRow.builder(SET, AAA);
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            long t = bars.time(i);
            rows.add(row.float64(0, bars.close(i)).build(t, t));
            if (i % 10 == 0) {
                rows.add(row.float64(0, bars.close(i) + 1).build(t, t + 4 * UtcMicros.PER_MINUTE));
            }
        }
        store.append(rows);
        return store;
    }

    private static ReadingSeries readings(Bars bars) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < bars.size(); i += 7) {
            readings.add(new Reading(Reading.VOLATILITY_INDEX, 10 + bars.close(i) % 30, bars.time(i)));
        }
        return ReadingSeries.of(readings);
    }
}
