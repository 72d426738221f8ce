package dev.barque.backtest.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.Shortfall;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WhyNoTradeTest {
    private static final Instant START = Instant.parse("2025-10-24T14:00:00Z");

    private static NoTrade miss(Random random, int i) {
        boolean vetoed = random.nextInt(4) == 0;
        double found = random.nextInt(60) / 100.0;
        Shortfall missing = new Shortfall(
                random.nextBoolean() ? "hedge" : "mood", "confidence", found, Shortfall.Reach.AT_LEAST, 0.6);
        Grounds grounds = new Grounds(
                Symbol.of(random.nextBoolean() ? "SPY" : "QQQ"),
                START.plusSeconds(60L * (i / 2)),
                "V1",
                null,
                List.of(),
                new Scores(0, 0),
                vetoed ? List.of(GuardVerdict.vetoed("halt", "halted")) : List.of());
        SmallestChange change = vetoed
                ? new SmallestChange("no halt", Double.NaN)
                : new SmallestChange("+" + missing.amount(), missing.amount(), List.of(missing));
        return new NoTrade(grounds, vetoed ? NoTrade.Reason.VETOED : NoTrade.Reason.NO_ALIGNMENT, change);
    }

    @Test
    void counts_and_nearest_misses_are_those_of_a_list_of_all_decisions() {
        for (long seed = 1; seed <= 30; seed++) {
            Random random = new Random(seed);
            List<NoTrade> all = new ArrayList<>();
            WhyNoTrade why = new WhyNoTrade(7);
            for (int i = 0; i < 200; i++) {
                all.add(miss(random, i));
                why.append(all.get(i));
            }
            assertThat(why.reasons())
                    .as("seed %d", seed)
                    .isEqualTo(all.stream()
                            .collect(Collectors.groupingBy(NoTrade::reason, Collectors.summingInt(d -> 1))));
            assertThat(why.nearest().stream().map(d -> d.smallestChange().amount()))
                    .as("seed %d", seed)
                    .isEqualTo(all.stream()
                            .filter(d -> !Double.isNaN(d.smallestChange().amount()))
                            .sorted(Comparator.comparingDouble(
                                            (NoTrade d) -> d.smallestChange().amount())
                                    .thenComparing(Decision::time))
                            .limit(7)
                            .map(d -> d.smallestChange().amount())
                            .toList());
            Map<Symbol, Long> bySymbol =
                    all.stream().collect(Collectors.groupingBy(Decision::symbol, Collectors.counting()));
            why.symbols()
                    .forEach((symbol, of) -> assertThat(of.reasons().values().stream()
                                    .mapToLong(Integer::longValue)
                                    .sum())
                            .isEqualTo(bySymbol.get(symbol)));
            long hedge = all.stream()
                    .flatMap(d -> d.smallestChange().shortfalls().stream())
                    .filter(s -> s.agent().equals("hedge"))
                    .count();
            assertThat(why.lacking().get("hedge confidence"))
                    .satisfies(spread -> assertThat(spread.count()).isEqualTo((int) hedge));
            assertThat(why.guards().get("halt"))
                    .satisfies(guard ->
                            assertThat(guard.vetoed()).isEqualTo(why.reasons().get(NoTrade.Reason.VETOED)));
        }
    }
}
