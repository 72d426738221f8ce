package dev.barque.agents.standard;

import static dev.barque.agents.standard.Fixtures.OPEN;
import static dev.barque.agents.standard.Fixtures.SPY;
import static dev.barque.agents.standard.Fixtures.compute;
import static dev.barque.agents.standard.Fixtures.engine;
import static dev.barque.agents.standard.Fixtures.isNull;
import static dev.barque.agents.standard.Fixtures.number;
import static dev.barque.agents.standard.Fixtures.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.Profile;
import dev.barque.agents.options.BlackScholes;
import dev.barque.agents.options.Carry;
import dev.barque.agents.options.ChainGreeks;
import dev.barque.agents.options.OptionTerms;
import dev.barque.agents.options.PreparedChains;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Bars;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionMeasure;
import dev.barque.core.market.OptionRight;
import dev.barque.core.time.UtcMicros;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The hedge engine of V1 from real chains: with the vendor's Greeks, and with computed ones. */
class HedgeFromChainsTest {
    private static final Profile V1 = StandardProfiles.v1();
    private static final Profile PUBLISHED = StandardProfiles.publishedV1();
    private static final String FORCE = "hedge.present.hedge_force";
    private static final long EXPIRY = OPEN + 18 * UtcMicros.PER_DAY;

    private final Bars bars = walk(1, 60);
    private final double spot = bars.close(59);

    /** Strikes around 650, quoted at a volatility of 20 % and without a single Greek. */
    private OptionChain quotes(double size, double interest) {
        int n = 21;
        double[] strike = new double[n];
        double[] bid = new double[n];
        double[] ask = new double[n];
        long[] expiry = new long[n];
        OptionRight[] rights = new OptionRight[n];
        long time = bars.time(59);
        for (int i = 0; i < n; i++) {
            strike[i] = 600 + 5 * i;
            rights[i] = i < 10 ? OptionRight.PUT : OptionRight.CALL;
            expiry[i] = EXPIRY;
            double years = (double) (EXPIRY - time) / (365.0 * UtcMicros.PER_DAY);
            double price = BlackScholes.price(new OptionTerms(rights[i], strike[i], years), spot, 0.2, Carry.none());
            bid[i] = price - 0.005;
            ask[i] = price + 0.005;
        }
        double[] sizes = new double[n];
        double[] open = new double[n];
        Arrays.fill(sizes, size);
        Arrays.fill(open, interest);
        return OptionChain.builder(n)
                .timeMicros(time)
                .underlying(spot)
                .rights(rights)
                .expiryMicros(expiry)
                .column(OptionMeasure.STRIKE, strike)
                .column(OptionMeasure.BID, bid)
                .column(OptionMeasure.ASK, ask)
                .column(OptionMeasure.OPEN_INTEREST, open)
                .column(OptionMeasure.CONTRACT_SIZE, sizes)
                .build();
    }

    private FeatureRow hedge(Profile profile, OptionChain chain) {
        FeatureEngine engine = engine(profile, "hedge");
        return compute(engine, bars, bars.time(59), chain);
    }

    @Test
    void a_pipeline_computes_hedge_features_from_quotes_alone() {
        OptionChain raw = quotes(100, 1000);
        DecisionPipeline pipeline = new DecisionPipeline(V1, PreparedChains.of((symbol, at) -> raw));

        FeatureRow row = pipeline.features(bars, 59);

        assertThat(isNull(row, FORCE)).isFalse();
        double gamma = 0;
        OptionChain full = ChainGreeks.complete(raw, spot, Carry.none());
        for (int i = 0; i < full.size(); i++) {
            gamma += full.gamma(i) * 1000 * 100 * spot * spot;
        }
        assertThat(number(row, FORCE)).isCloseTo(0.7 * Math.tanh(gamma / 1e10), within(0.3));
        assertThat(number(row, FORCE)).isPositive();
        assertThat(row.symbol()).isEqualTo(SPY);
    }

    @Test
    void quotes_without_greeks_are_no_hedge_at_all_where_the_published_engine_takes_them_for_none() {
        assertThat(isNull(hedge(V1, quotes(100, 1000)), FORCE)).isTrue();
        assertThat(number(hedge(PUBLISHED, quotes(100, 1000)), FORCE)).isZero();
    }

    @Test
    void vendors_greeks_and_computed_ones_of_the_same_numbers_give_the_same_features() {
        OptionChain full = ChainGreeks.complete(quotes(100, 1000), spot, Carry.none());
        OptionChain vendor = OptionChain.builder(full.size())
                .column(OptionMeasure.STRIKE, all(full, OptionMeasure.STRIKE))
                .column(OptionMeasure.GAMMA, all(full, OptionMeasure.GAMMA))
                .column(OptionMeasure.VEGA, all(full, OptionMeasure.VEGA))
                .column(OptionMeasure.THETA, all(full, OptionMeasure.THETA))
                .column(OptionMeasure.OPEN_INTEREST, all(full, OptionMeasure.OPEN_INTEREST))
                .build();

        for (String field : new String[] {FORCE, "hedge.present.wall_dist", "hedge.past.exhaustion_score"}) {
            assertThat(number(hedge(V1, vendor), field)).isEqualTo(number(hedge(V1, full), field));
        }
        assertThat(number(hedge(V1, full), FORCE)).isEqualTo(number(hedge(PUBLISHED, full), FORCE));
    }

    private static double[] all(OptionChain chain, OptionMeasure measure) {
        double[] column = new double[chain.size()];
        Arrays.setAll(column, i -> chain.value(measure, i));
        return column;
    }

    @Test
    void the_contract_size_counts_under_v1_alone() {
        OptionChain hundred = ChainGreeks.complete(quotes(100, 1000), spot, Carry.none());
        OptionChain ten = ChainGreeks.complete(quotes(10, 1000), spot, Carry.none());
        OptionChain fewer = ChainGreeks.complete(quotes(100, 100), spot, Carry.none());

        assertThat(number(hedge(V1, ten), FORCE)).isCloseTo(number(hedge(V1, fewer), FORCE), within(1e-12));
        assertThat(number(hedge(V1, ten), FORCE)).isLessThan(number(hedge(V1, hundred), FORCE));
        assertThat(number(hedge(PUBLISHED, ten), FORCE)).isEqualTo(number(hedge(PUBLISHED, hundred), FORCE));
    }

    @Test
    void contracts_that_expired_before_the_bar_count_no_more() {
        OptionChain full = ChainGreeks.complete(quotes(100, 1000), spot, Carry.none());
        long[] expiries = new long[full.size()];
        Arrays.fill(expiries, EXPIRY);
        Arrays.fill(expiries, 0, 20, bars.time(59));
        OptionChain nearly = full.toBuilder().expiryMicros(expiries).build();
        OptionChain gone = full.toBuilder()
                .expiryMicros(Arrays.stream(expiries).map(e -> bars.time(59)).toArray())
                .build();

        assertThat(number(hedge(V1, nearly), FORCE)).isEqualTo(number(hedge(V1, full.select(20)), FORCE));
        assertThat(isNull(hedge(V1, gone), FORCE)).isTrue();
        assertThat(number(hedge(PUBLISHED, gone), FORCE)).isEqualTo(number(hedge(PUBLISHED, full), FORCE));
    }
}
