package dev.barque.agents.standard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineMemory;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.MarketContext;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.BarHistory;
import dev.barque.core.market.Bars;
import dev.barque.core.market.OptionChain;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Engines that remember a symbol write what they write when they compute each window anew: not nearly, but bit for bit. */
class EngineMemoryTest {
    private static final int BARS = 1_500;

    static Stream<Arguments> enginesAndSeeds() {
        List<Arguments> all = new ArrayList<>();
        for (Profile profile : StandardProfiles.all()) {
            for (FeatureEngine engine : profile.engines()) {
                for (long seed = 1; seed <= 6; seed++) {
                    all.add(Arguments.of(profile.id(), engine.descriptor().id(), engine, seed));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} {1}, seed {3}")
    @MethodSource("enginesAndSeeds")
    void each_bar_gets_the_features_that_its_whole_window_gives(
            String profile, String id, FeatureEngine engine, long seed) {
        Bars bars = trouble(seed);
        OptionChains chains = StandardProfiles.standInChains();
        EngineMemory memory = engine.newMemory().orElse(engine::compute);
        Random random = new Random(seed);
        BarHistory history = new BarHistory(
                Fixtures.SPY, bars.interval(), engine.descriptor().windowBars());
        int begin = random.nextInt(200);
        for (int i = 0; i < bars.size(); i++) {
            Bars live = history.add(bars, i);
            if (i < begin) {
                continue;
            }
            OptionChain chain = chain(chains, random, bars, i);
            FeatureRow remembered = row(engine, live, live.size() - 1, chain, memory::compute);
            FeatureRow anew = row(engine, bars, i, chain, engine::compute);

            assertThat(remembered.sameContent(anew))
                    .as("bar %d: %s but %s", i, values(remembered), values(anew))
                    .isTrue();
        }
    }

    @Test
    void the_rank_of_illiquidity_does_not_drift_over_a_million_bars() {
        AmihudRank rank = new AmihudRank();
        int window = AmihudRank.HISTORY_BARS + AmihudRank.SPAN_BARS;
        BarHistory history = new BarHistory(Fixtures.SPY, Duration.ofMinutes(1), window);
        Random random = new Random(5);
        double price = 100;
        int compared = 0;
        for (int i = 0; i < 1_000_000; i++) {
            price *= 1 + 1e-3 * random.nextGaussian();
            double volume = random.nextInt(50) == 0 ? 0 : Math.exp(10 + 3 * random.nextGaussian());
            Bars bars = history.add(i * UtcMicros.PER_MINUTE, price, price, price, price, volume, volume * price);
            double present = Math.exp(-20 + random.nextGaussian());
            double share = rank.of(bars.windowEndingAt(bars.size() - 1, window), present);
            if (i % 997 == 0 || i > 999_900) {
                assertThat(Double.valueOf(share))
                        .as("bar %d", i)
                        .isEqualTo(Double.valueOf(
                                new AmihudRank().of(bars.windowEndingAt(bars.size() - 1, window), present)));
                compared += Double.isNaN(share) ? 0 : 1;
            }
        }
        assertThat(compared).isGreaterThan(1_000);
    }

    /** The rank by its definition, with no structure at all. */
    @Test
    void the_rank_is_the_share_of_earlier_medians_that_were_lower() {
        Bars bars = trouble(3);
        AmihudRank rank = new AmihudRank();
        int window = AmihudRank.HISTORY_BARS + AmihudRank.SPAN_BARS;
        Random random = new Random(3);
        int known = 0;
        for (int i = 0; i < bars.size(); i++) {
            double present = Math.exp(-25 + 3 * random.nextGaussian());
            double share = rank.of(bars.windowEndingAt(i, window), present);
            int first = Math.max(0, i + 1 - window);
            double lower = 0;
            int counted = 0;
            for (int end = first + AmihudRank.SPAN_BARS; end < i; end++) {
                double median = median(bars, end);
                if (!Double.isNaN(median)) {
                    counted++;
                    lower += median < present ? 1 : median == present ? 0.5 : 0;
                }
            }
            assertThat(Double.valueOf(share))
                    .as("bar %d", i)
                    .isEqualTo(Double.valueOf(counted < 60 ? Double.NaN : lower / counted));
            known += Double.isNaN(share) ? 0 : 1;
        }
        assertThat(known).isGreaterThan(500);
    }

    private static double median(Bars bars, int end) {
        double[] ratios = new double[AmihudRank.SPAN_BARS];
        int size = 0;
        for (int i = end + 1 - AmihudRank.SPAN_BARS; i <= end; i++) {
            double ratio = Math.abs(bars.close(i) / bars.close(i - 1) - 1) / bars.dollarVolume(i);
            if (bars.dollarVolume(i) > 0 && !Double.isNaN(ratio)) {
                ratios[size++] = ratio;
            }
        }
        Arrays.sort(ratios, 0, size);
        return size == 0 ? Double.NaN : (ratios[(size - 1) / 2] + ratios[size / 2]) / 2;
    }

    @Test
    void a_price_of_nothing_among_the_latest_leaves_the_mood_unknown_also_where_no_window_was_seen_before() {
        FeatureEngine engine = new SentimentEngine(Rules.MENDED);
        Bars.Builder builder = Bars.builder(Fixtures.SPY).interval(Duration.ofMinutes(1));
        for (int i = 0; i < 70; i++) {
            builder.add(Fixtures.OPEN + i * UtcMicros.PER_MINUTE, i == 49 ? 0 : 100 + i % 3, 1_000, 100_000);
        }
        Bars bars = builder.build();
        EngineMemory memory = engine.newMemory().orElseThrow();
        for (int i = 49; i < 70; i++) {
            // Its logarithm is infinite; of the last 21 prices momentum takes the logarithm.
            assertThat(row(engine, bars, i, null, memory::compute).isGroupNull("sentiment"))
                    .as("bar %d", i)
                    .isTrue();
            assertThat(row(engine, bars, i, null, engine::compute).isGroupNull("sentiment"))
                    .as("bar %d anew", i)
                    .isTrue();
        }
    }

    private interface Computation {
        void compute(EngineInput input, EngineOutput output);
    }

    private static FeatureRow row(
            FeatureEngine engine, Bars bars, int i, @Nullable OptionChain chain, Computation computation) {
        FeatureSet set =
                new FeatureSet(FeatureSetId.of("test"), engine.descriptor().schema(), Lookback.sameDate());
        FeatureRow.Builder row = FeatureRow.builder(set, bars.symbol());
        EngineInput input = new EngineInput(
                bars.time(i),
                bars.close(i),
                bars.windowEndingAt(i, engine.descriptor().windowBars()),
                chain,
                0);
        try {
            computation.compute(input, new EngineOutput(row, 0));
        } catch (BarqueException e) {
            // The published engine refuses a spot that is no number; both must.
            row.clear();
        }
        return row.build(bars.time(i), bars.time(i));
    }

    private static @Nullable OptionChain chain(OptionChains chains, Random random, Bars bars, int i) {
        int kind = random.nextInt(10);
        if (kind < 2) {
            return kind == 0 ? null : OptionChain.empty();
        }
        OptionChain whole = chains.at(new MarketContext(bars.symbol(), bars.time(i), bars.close(i)));
        int size = Objects.requireNonNull(whole).size() - random.nextInt(20);
        double[][] columns = new double[5][size];
        for (int c = 0; c < size; c++) {
            // Strikes out of order, some twice, some unknown.
            int from = kind < 5 ? random.nextInt(size) : c;
            columns[0][c] = random.nextInt(30) == 0 ? Double.NaN : whole.strike(from);
            columns[1][c] = whole.gamma(c);
            columns[2][c] = whole.vega(c);
            columns[3][c] = random.nextInt(30) == 0 ? Double.NaN : whole.theta(c);
            columns[4][c] = whole.openInterest(c);
        }
        return new OptionChain(columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    private static List<Optional<Object>> values(FeatureRow row) {
        List<Optional<Object>> values = new ArrayList<>();
        for (int f = 0; f < row.schema().size(); f++) {
            values.add(Optional.ofNullable(row.value(f)));
        }
        return values;
    }

    /** Minutes with nights, gaps, flat stretches, missing prices and volumes, and volumes of nothing. */
    private static Bars trouble(long seed) {
        Random random = new Random(seed);
        Bars.Builder bars = Bars.builder(Fixtures.SPY).interval(Duration.ofMinutes(1));
        long time = Fixtures.OPEN;
        double price = 100 + 600 * random.nextDouble();
        for (int i = 0; i < BARS; i++) {
            time += (random.nextInt(40) == 0 ? 1 + random.nextInt(30) : 1) * UtcMicros.PER_MINUTE;
            if (i % 390 == 389) {
                time += 17 * 60 * UtcMicros.PER_MINUTE;
            }
            boolean flat = i / 100 % 5 == 3;
            price = flat ? price : price * (1 + 0.001 * random.nextGaussian());
            boolean quiet = i / 150 % 7 == 5;
            double volume = quiet || random.nextInt(25) == 0 ? 0 : 1 + random.nextInt(100_000);
            bars.add(
                    time,
                    random.nextInt(60) == 0 ? Double.NaN : price,
                    random.nextInt(60) == 0 ? Double.NaN : volume,
                    random.nextInt(60) == 0 ? Double.NaN : volume * price);
        }
        return bars.build();
    }
}
