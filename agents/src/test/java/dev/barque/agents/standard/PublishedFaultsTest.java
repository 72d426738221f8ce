package dev.barque.agents.standard;

import static dev.barque.agents.standard.Fixtures.OPEN;
import static dev.barque.agents.standard.Fixtures.SPY;
import static dev.barque.agents.standard.Fixtures.compute;
import static dev.barque.agents.standard.Fixtures.engine;
import static dev.barque.agents.standard.Fixtures.isNull;
import static dev.barque.agents.standard.Fixtures.liquidityWith;
import static dev.barque.agents.standard.Fixtures.number;
import static dev.barque.agents.standard.Fixtures.prices;
import static dev.barque.agents.standard.Fixtures.view;
import static dev.barque.agents.standard.Fixtures.walk;
import static dev.barque.agents.standard.Fixtures.zones;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.agents.Agent;
import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.MarketContext;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.Proposal;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Levels;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.Interval;
import dev.barque.core.market.Bars;
import dev.barque.core.time.UtcMicros;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each fault of the published rules is kept under PUBLISHED_V1 and mended under V1; the list is docs/published-v1.md. */
class PublishedFaultsTest {
    private static final Profile PUBLISHED = StandardProfiles.publishedV1();
    private static final Profile MENDED = StandardProfiles.v1();

    @Test
    void rows_are_stamped_with_the_opening_of_the_bar_and_mended_with_its_close() {
        Bars bars = walk(1, 80);
        FeatureRow published = new DecisionPipeline(PUBLISHED, OptionChains.none()).features(bars, 79);
        FeatureRow mended = new DecisionPipeline(MENDED, OptionChains.none()).features(bars, 79);

        assertThat(published.eventMicros()).isEqualTo(bars.time(79) - UtcMicros.PER_MINUTE);
        assertThat(published.knownMicros()).isEqualTo(published.eventMicros());
        assertThat(mended.eventMicros()).isEqualTo(bars.time(79));
        assertThat(mended.knownMicros()).isEqualTo(bars.time(79));
    }

    @Test
    void the_liquidity_window_looks_at_later_bars_and_mended_at_none() {
        Bars bars = walk(2, 120);
        long now = bars.time(79);
        FeatureEngine published = engine(PUBLISHED, "liquidity");
        FeatureEngine mended = engine(MENDED, "liquidity");
        Bars cut = firstBars(bars, 80);

        assertThat(number(compute(published, bars, now, null), "liquidity.present.amihud"))
                .isNotEqualTo(number(compute(published, cut, now, null), "liquidity.present.amihud"));
        assertThat(number(compute(mended, bars, now, null), "liquidity.present.amihud"))
                .isEqualTo(number(compute(mended, cut, now, null), "liquidity.present.amihud"));
    }

    @Test
    void zones_reach_one_bin_too_far_down_and_mended_cover_their_bin() {
        // 20 bins of width 1 from 100 to 120; nearly all volume is traded at 110.5, in the bin from 110 to 111.
        Bars bars = busyAt(110.5);
        FeatureRow published = compute(engine(PUBLISHED, "liquidity"), bars);
        FeatureRow mended = compute(engine(MENDED, "liquidity"), bars);

        assertThat(zones(published, "liquidity.present.support")).containsExactly(new Interval(109, 111));
        assertThat(zones(mended, "liquidity.present.support")).containsExactly(new Interval(110, 111));
    }

    @Test
    void volatility_is_always_zero_for_at_most_100_bars_and_mended_is_measured() {
        Bars bars = calmThenWild();
        FeatureRow published = compute(engine(PUBLISHED, "sentiment"), bars);
        FeatureRow mended = compute(engine(MENDED, "sentiment"), bars);

        assertThat(number(published, "sentiment.present.vol_momo_z")).isZero();
        assertThat(number(mended, "sentiment.present.vol_momo_z")).isPositive();
    }

    @Test
    void a_confidence_that_is_not_a_number_counts_as_certainty_and_mended_as_none() {
        List<AgentView> views =
                List.of(view("hedge", 1, Double.NaN), view("liquidity", 1, 0.7), view("sentiment", 0, 0.5));

        Proposal published = StandardProfiles.publishedComposer(Map.of()).compose(views, 1e-11);
        Proposal mended = StandardProfiles.composer(Map.of()).compose(views, 1e-11);

        assertThat(published).isInstanceOf(Proposal.Take.class);
        assertThat(published.views().get(0).confidence()).isEqualTo(1);
        assertThat(mended).isInstanceOf(Proposal.Pass.class);
        assertThat(mended.views().get(0).confidence()).isZero();
    }

    @Test
    void the_flip_probability_passes_through_two_decimals_and_mended_keeps_them_all() {
        // 10 * (1 - 0.296) = 7.04: seven bars. Through the text "0.30" it is 7.000...: seven too; at 0.3049 they part.
        Proposal.Take published =
                (Proposal.Take) StandardProfiles.publishedComposer(Map.of()).compose(aligned(PUBLISHED, 0.3049), 1e-11);
        Proposal.Take mended =
                (Proposal.Take) StandardProfiles.composer(Map.of()).compose(aligned(MENDED, 0.3049), 1e-11);

        assertThat(published.timeStopBars()).isEqualTo(7);
        assertThat(mended.timeStopBars()).isEqualTo(6);
    }

    @Test
    void the_stop_lies_beyond_the_farthest_zone_and_mended_beyond_the_nearest() {
        List<Interval> support = List.of(new Interval(640, 641), new Interval(648, 649));
        List<Interval> resistance = List.of(new Interval(655, 656), new Interval(660, 661));
        for (int sign : new int[] {1, -1}) {
            List<AgentView> views =
                    List.of(view("sentiment", sign, 0.8), liquidityWith(sign, 0.7, support, resistance));
            Proposal.Take published =
                    (Proposal.Take) StandardProfiles.publishedComposer(Map.of()).compose(views, 1e-11);
            Proposal.Take mended =
                    (Proposal.Take) StandardProfiles.composer(Map.of()).compose(views, 1e-11);

            assertThat(published.stopLoss()).isEqualTo(sign > 0 ? 640 : 661);
            assertThat(mended.stopLoss()).isEqualTo(sign > 0 ? 648 : 656);
        }
    }

    @Test
    void agreement_is_always_out_of_three_and_mended_out_of_those_that_speak() {
        List<AgentView> views = List.of(
                AgentView.abstain("hedge", "no option chain"), view("liquidity", 1, 0.7), view("sentiment", 1, 0.8));
        Proposal.Take published =
                (Proposal.Take) StandardProfiles.publishedComposer(Map.of()).compose(views.subList(1, 3), 1e-11);
        Proposal.Take mended =
                (Proposal.Take) StandardProfiles.composer(Map.of()).compose(views, 1e-11);

        assertThat(published.rationale().alignment()).isEqualTo("2/3 agents agree");
        assertThat(mended.rationale().alignment()).isEqualTo("2/2 agents agree");
    }

    @Test
    void an_amihud_ratio_of_zero_is_called_good_and_mended_unknown() {
        List<AgentView> views = List.of(view("liquidity", 1, 0.7), view("sentiment", 1, 0.8));
        Proposal.Take published =
                (Proposal.Take) StandardProfiles.publishedComposer(Map.of()).compose(views, 0);
        Proposal.Take mended =
                (Proposal.Take) StandardProfiles.composer(Map.of()).compose(views, 0);

        assertThat(published.rationale().liquidityQuality()).isEqualTo("good");
        assertThat(mended.rationale().liquidityQuality()).isEqualTo("unknown");
    }

    @Test
    void liquidity_is_judged_on_an_absolute_scale_and_mended_against_the_symbols_own_history() {
        Bars bars = walk(3, 400);
        FeatureRow published = new DecisionPipeline(PUBLISHED, OptionChains.none()).features(bars, 399);
        FeatureRow mended = new DecisionPipeline(MENDED, OptionChains.none()).features(bars, 399);
        MarketContext market = new MarketContext(SPY, bars.time(399), bars.close(399));
        AgentView before = agent(PUBLISHED, "liquidity").view(published, market);
        AgentView after = agent(MENDED, "liquidity").view(mended, market);

        double amihud = number(published, "liquidity.present.amihud");
        assertThat(before.confidence()).isCloseTo(0.7 * -Math.log10(amihud) / 15, within(1e-12));
        double rank = number(mended, "liquidity.present.amihud_rank");
        assertThat(after.confidence()).isCloseTo(0.7 * Math.min(1, 2 * (1 - rank)), within(1e-12));
    }

    @Test
    void without_an_option_chain_nothing_is_decided_and_mended_the_hedge_agent_abstains() {
        Bars bars = walk(4, 200);
        DecisionPipeline published = new DecisionPipeline(PUBLISHED, OptionChains.none());
        DecisionPipeline mended = new DecisionPipeline(MENDED, OptionChains.none());
        MarketContext market = mended.contextAt(bars, 199);

        assertThat(published.decide(published.features(bars, 199), market).views())
                .isEmpty();
        assertThat(published.decide(published.features(bars, 199), market).explanation())
                .startsWith("engine_missing");
        assertThat(mended.decide(mended.features(bars, 199), market).views())
                .extracting(AgentView::abstains)
                .containsExactly(true, false, false);
    }

    @Test
    void what_cannot_be_measured_is_a_made_up_number_and_mended_null() {
        Bars flat = prices(650);
        FeatureRow published = compute(engine(PUBLISHED, "liquidity"), flat);
        FeatureRow mended = compute(engine(MENDED, "liquidity"), flat);

        assertThat(number(published, "liquidity.present.amihud")).isEqualTo(0.004);
        assertThat(number(published, "liquidity.present.lambda_impact")).isEqualTo(1.2);
        assertThat(isNull(mended, "liquidity.present.amihud")).isTrue();
        assertThat(isNull(mended, "liquidity.present.lambda_impact")).isTrue();
    }

    private static Agent agent(Profile profile, String id) {
        return profile.agents().stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<AgentView> aligned(Profile profile, double flipProbability) {
        FeatureRow.Builder row = FeatureRow.builder(profile.featureSet(), SPY);
        var schema = profile.featureSet().schema();
        row.string(schema.indexOf("sentiment.present.regime"), "risk_on");
        row.float64(schema.indexOf("sentiment.present.conf"), 1);
        row.float64(schema.indexOf("sentiment.present.price_momo_z"), 0.5);
        row.float64(schema.indexOf("sentiment.present.vol_momo_z"), 0);
        row.float64(schema.indexOf("sentiment.future.flip_prob_10b"), flipProbability);
        row.float64(schema.indexOf("sentiment.future.vov_tilt"), 0);
        AgentView mood = agent(profile, "sentiment").view(row.build(OPEN, OPEN), new MarketContext(SPY, OPEN, 650));
        return List.of(AgentView.of("liquidity", 1, 0.7, "zone_follow", Levels.none(), Evidence.none()), mood);
    }

    private static Bars firstBars(Bars bars, int count) {
        Bars.Builder out = Bars.builder(bars.symbol()).interval(bars.interval());
        for (int i = 0; i < count; i++) {
            out.copy(bars, i);
        }
        return out.build();
    }

    private static Bars busyAt(double price) {
        Bars.Builder bars = Bars.builder(SPY);
        double[] path = {100, 104.5, 107.5, price, price, price, 113.5, 117.5, 120, 119};
        double[] volume = {1, 1, 1, 1000, 1000, 1000, 1, 1, 1, 1};
        for (int i = 0; i < path.length; i++) {
            bars.add(OPEN + i * UtcMicros.PER_MINUTE, path[i], volume[i], path[i] * volume[i]);
        }
        return bars.build();
    }

    private static Bars calmThenWild() {
        double[] path = new double[90];
        Arrays.setAll(path, i -> 650 + (i % 2 == 0 ? 1 : -1) * (i < 70 ? 0.01 : 1.0));
        return prices(path);
    }
}
