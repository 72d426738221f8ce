package dev.barque.agents.standard;

import static dev.barque.agents.standard.Fixtures.OPEN;
import static dev.barque.agents.standard.Fixtures.SPY;
import static dev.barque.agents.standard.Fixtures.liquidityWith;
import static dev.barque.agents.standard.Fixtures.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.barque.agents.MarketContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.reliability.ReliabilitySource;
import dev.barque.agents.standard.VotingSettings.Size;
import dev.barque.agents.standard.VotingSettings.Stop;
import dev.barque.agents.standard.VotingSettings.TimeStop;
import dev.barque.agents.standard.VotingSettings.Zone;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.Interval;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each number of the vote does what it says; the profiles that ship are two settings of it. */
class VotingSettingsTest {
    private static final VotingSettings STANDARD = VotingSettings.standard();
    private static final long SEED = Long.getLong("barque.test.seed", 7);

    @Test
    void the_quorum_is_a_share_of_those_that_speak_and_a_least_number() {
        VotingSettings majority = quorum(2, 0.5);
        VotingSettings two = quorum(2, 0);
        VotingSettings twoThirds = quorum(1, 0.6);

        for (int voices = 0; voices < 12; voices++) {
            assertThat(majority.quorum(voices)).isEqualTo(Math.max(2, voices / 2 + 1));
            assertThat(two.quorum(voices)).isEqualTo(2);
        }
        assertThat(twoThirds.quorum(3)).isEqualTo(2);
        assertThat(twoThirds.quorum(5)).isEqualTo(4);
    }

    @Test
    void one_agent_is_enough_where_one_is_asked_for() {
        List<AgentView> views = List.of(view("liquidity", 1, 0.7), view("sentiment", 0, 0.9));

        assertThat(propose(STANDARD, views)).isInstanceOf(Proposal.Pass.class);
        assertThat(propose(quorum(1, 0), views)).isInstanceOf(Proposal.Take.class);
    }

    @Test
    void the_edge_decides_how_much_more_weight_a_side_needs() {
        List<AgentView> views = List.of(view("a", 1, 0.7), view("b", 1, 0.7), view("c", -1, 0.9), view("d", 0, 0.9));

        assertThat(propose(edge(quorum(2, 0), 1.5), views)).isInstanceOf(Proposal.Take.class);
        assertThat(propose(edge(quorum(2, 0), 1.6), views)).isInstanceOf(Proposal.Pass.class);
    }

    @Test
    void an_agent_has_a_threshold_of_its_own_and_the_smallest_change_knows_it() {
        VotingSettings strict = thresholds(0.6, Map.of("liquidity", 0.9));
        List<AgentView> views = List.of(view("liquidity", 1, 0.8), view("sentiment", 1, 0.7));

        assertThat(propose(STANDARD, views)).isInstanceOf(Proposal.Take.class);
        Proposal.Pass pass = (Proposal.Pass) propose(strict, views);
        assertThat(pass.reason()).isEqualTo(NoTrade.Reason.INSUFFICIENT_ALIGNMENT);
        assertThat(pass.smallestChange().text()).isEqualTo("liquidity +0.100 confidence would align 2 agents long");
        assertThat(propose(strict, List.of(view("liquidity", 1, 0.9), view("sentiment", 1, 0.7))))
                .isInstanceOf(Proposal.Take.class);
    }

    @Test
    void a_weight_counts_in_votes_but_not_towards_the_quorum() {
        List<AgentView> views = List.of(view("a", 1, 0.7), view("b", 1, 0.7), view("c", -1, 0.9));
        Proposal.Take even = (Proposal.Take) propose(quorum(2, 0), views);
        Proposal weighed = StandardProfiles.composer(quorum(2, 0), ReliabilitySource.fixed(Map.of("c", 1.5)))
                .compose(views, 1e-11);
        Proposal silenced = StandardProfiles.composer(quorum(2, 0), ReliabilitySource.fixed(Map.of("b", 0.0)))
                .compose(views, 1e-11);

        assertThat(even.scores().down()).isEqualTo(0.9);
        assertThat(weighed).isInstanceOf(Proposal.Pass.class);
        assertThat(weighed.scores().down()).isCloseTo(1.35, within(1e-12));
        assertThat(((Proposal.Pass) silenced).reason()).isEqualTo(NoTrade.Reason.NO_ALIGNMENT);
    }

    @Test
    void the_smallest_change_leads_to_a_trade_whatever_the_weights() {
        Random random = new Random(SEED);
        int tried = 0;
        for (int round = 0; round < 2_000; round++) {
            Map<String, Double> weights =
                    Map.of("a", 0.5 + random.nextDouble(), "b", 0.5 + random.nextDouble(), "c", random.nextDouble());
            VotingSettings settings = thresholds(0.6, Map.of("a", random.nextDouble(), "b", random.nextDouble()));
            AlignmentComposer composer = StandardProfiles.composer(settings, ReliabilitySource.fixed(weights));
            double a = random.nextDouble();
            double b = random.nextDouble();
            List<AgentView> views = List.of(view("a", 1, a), view("b", 1, b), view("c", -1, random.nextDouble()));
            Proposal proposal = composer.compose(views, 1e-11);
            if (proposal instanceof Proposal.Pass pass
                    && !pass.smallestChange().text().contains("edge")
                    && pass.smallestChange().text().endsWith("long")) {
                tried++;
                List<AgentView> changed = List.of(
                        view("a", 1, Math.max(a, settings.threshold("a"))),
                        view("b", 1, Math.max(b, settings.threshold("b"))),
                        views.get(2));
                assertThat(composer.compose(changed, 1e-11))
                        .as("seed %s, round %s: %s", SEED, round, pass.smallestChange())
                        .isInstanceOf(Proposal.Take.class);
                double missing = Math.max(0, settings.threshold("a") - a) + Math.max(0, settings.threshold("b") - b);
                assertThat(pass.smallestChange().amount()).isCloseTo(missing, within(1e-12));
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    @Test
    void weights_are_asked_for_the_instant_of_the_decision() {
        List<AgentView> views = List.of(view("liquidity", 1, 0.7), view("sentiment", 1, 0.8));
        ReliabilitySource lateDoubt = (agent, at) -> at < OPEN + 60_000_000L ? 1 : 0.5;
        AlignmentComposer composer = StandardProfiles.composer(STANDARD, lateDoubt);
        FeatureRow row =
                FeatureRow.builder(StandardProfiles.v1().featureSet(), SPY).build(OPEN, OPEN);

        assertThat(composer.compose(views, row, new MarketContext(SPY, OPEN, 650))
                        .scores()
                        .up())
                .isCloseTo(1.5, within(1e-12));
        assertThat(composer.compose(views, row, new MarketContext(SPY, OPEN + 60_000_000L, 650))
                        .scores()
                        .up())
                .isCloseTo(0.75, within(1e-12));
    }

    @Test
    void a_weight_that_is_none_is_refused_with_the_agent() {
        AlignmentComposer composer = StandardProfiles.composer(STANDARD, (agent, at) -> Double.NaN);

        assertThatIllegalStateException()
                .isThrownBy(() -> composer.compose(List.of(view("liquidity", 1, 0.7)), 1e-11))
                .withMessageContaining("'liquidity'");
    }

    @Test
    void size_follows_liquidity_and_confidence_within_the_scale() {
        VotingSettings half = sized(new Size(0.5, 0.1, 0.2, -12, -8, 0.5, 1));
        List<AgentView> views = List.of(view("liquidity", 1, 0.7), view("sentiment", 1, 0.8));

        assertThat(take(half, views, 1e-13).size()).isCloseTo(0.5, within(1e-9));
        assertThat(take(half, views, 1e-10).size()).isCloseTo(0.3, within(1e-9));
        assertThat(take(half, views, 1e-7).size()).isCloseTo(0.1, within(1e-9));
        assertThat(take(half, views, Double.NaN).size()).isCloseTo(0.2, within(1e-9));
        VotingSettings unsure = sized(new Size(1, 0.25, 0.5, -12, -8, 0, 0.4));
        assertThat(take(unsure, views, 1e-13).size()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void the_time_stop_stays_within_its_bounds() {
        TimeStop rule = new TimeStop(20, 3, 15, 0.5);

        assertThat(rule.bars(0.5)).isEqualTo(10);
        assertThat(rule.bars(0)).isEqualTo(15);
        assertThat(rule.bars(0.99)).isEqualTo(3);
    }

    @Test
    void a_stop_lies_beyond_a_zone_or_at_a_distance_from_the_price() {
        List<Interval> support = List.of(new Interval(640, 641), new Interval(648, 649));
        List<Interval> resistance = List.of(new Interval(655, 656), new Interval(660, 661));
        for (Direction direction : Direction.values()) {
            int sign = direction.sign();
            List<AgentView> views =
                    List.of(view("sentiment", sign, 0.8), liquidityWith(sign, 0.7, support, resistance));
            List<AgentView> bare = List.of(view("sentiment", sign, 0.8), view("liquidity", sign, 0.7));

            assertThat(stop(new Stop(Zone.NEAREST, 0, 0), views)).isEqualTo(sign > 0 ? 648 : 656);
            assertThat(stop(new Stop(Zone.FARTHEST, 0, 0), views)).isEqualTo(sign > 0 ? 640 : 661);
            assertThat(stop(new Stop(Zone.NEAREST, 10, 0), views))
                    .isCloseTo(sign > 0 ? 648 * 0.999 : 656 * 1.001, within(1e-9));
            assertThat(stop(new Stop(Zone.NONE, 10, 0), views)).isNaN();
            assertThat(stop(new Stop(Zone.NONE, 0, 50), views)).isCloseTo(650 * (1 - sign * 0.005), within(1e-9));
            assertThat(stop(new Stop(Zone.NEAREST, 0, 50), views)).isEqualTo(sign > 0 ? 648 : 656);
            assertThat(stop(new Stop(Zone.NEAREST, 0, 50), bare)).isCloseTo(650 * (1 - sign * 0.005), within(1e-9));
        }
    }

    @Test
    void what_is_out_of_bounds_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> edge(STANDARD, 0.9))
                .withMessage("edge must be at least 1 and finite but was 0.9");
        assertThatIllegalArgumentException().isThrownBy(() -> quorum(0, 0.5)).withMessageContaining("leastAgreeing");
        assertThatIllegalArgumentException().isThrownBy(() -> quorum(1, 1)).withMessageContaining("agreeingShare");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> thresholds(0.6, Map.of("hedge", 1.5)))
                .withMessageContaining("'hedge'");
        assertThatIllegalArgumentException().isThrownBy(() -> new Size(0.5, 0.6, 0.5, -12, -8, 0.5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeStop(10, 5, 4, 0.3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Stop(Zone.NONE, -1, 0));
    }

    private static double stop(Stop rule, List<AgentView> views) {
        VotingSettings settings =
                new VotingSettings(2, 0.5, 1.2, 0.6, Map.of(), STANDARD.size(), STANDARD.timeStop(), rule);
        FeatureSchema schema = StandardProfiles.v1().featureSet().schema();
        FeatureRow row = FeatureRow.builder(StandardProfiles.v1().featureSet(), SPY)
                .float64(schema.indexOf("liquidity.present.amihud"), 1e-11)
                .build(OPEN, OPEN);
        Proposal proposal = StandardProfiles.composer(settings, ReliabilitySource.fixed(Map.of()))
                .compose(views, row, new MarketContext(SPY, OPEN, 650));
        return ((Proposal.Take) proposal).stopLoss();
    }

    private static Proposal propose(VotingSettings settings, List<AgentView> views) {
        return StandardProfiles.composer(settings, ReliabilitySource.fixed(Map.of()))
                .compose(views, 1e-11);
    }

    private static Proposal.Take take(VotingSettings settings, List<AgentView> views, double amihud) {
        return (Proposal.Take) StandardProfiles.composer(settings, ReliabilitySource.fixed(Map.of()))
                .compose(views, amihud);
    }

    private static VotingSettings quorum(int least, double share) {
        return new VotingSettings(
                least, share, 1.2, 0.6, Map.of(), STANDARD.size(), STANDARD.timeStop(), STANDARD.stop());
    }

    private static VotingSettings edge(VotingSettings from, double edge) {
        return new VotingSettings(
                from.leastAgreeing(),
                from.agreeingShare(),
                edge,
                from.threshold(),
                from.thresholdByAgent(),
                from.size(),
                from.timeStop(),
                from.stop());
    }

    private static VotingSettings thresholds(double all, Map<String, Double> byAgent) {
        return new VotingSettings(2, 0.5, 1.2, all, byAgent, STANDARD.size(), STANDARD.timeStop(), STANDARD.stop());
    }

    private static VotingSettings sized(Size size) {
        return new VotingSettings(2, 0.5, 1.2, 0.6, Map.of(), size, STANDARD.timeStop(), STANDARD.stop());
    }
}
