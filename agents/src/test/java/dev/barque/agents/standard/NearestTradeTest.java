package dev.barque.agents.standard;

import static dev.barque.agents.standard.Fixtures.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.agents.Proposal;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Shortfall;
import dev.barque.core.decision.SmallestChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A decision not to trade says the least that would have had to be different. */
class NearestTradeTest {
    @Test
    void missing_confidence_is_named_with_its_agent_and_amount() {
        SmallestChange change = passOn(view("liquidity", 1, 0.55), view("sentiment", 1, 0.8));

        assertThat(change.text()).isEqualTo("liquidity +0.050 confidence would align 2 agents long");
        assertThat(change.amount()).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void the_change_really_leads_to_a_trade() {
        SmallestChange change = passOn(view("liquidity", -1, 0.45), view("sentiment", -1, 0.8), view("hedge", 1, 0.3));
        Proposal then = StandardProfiles.composer(Map.of())
                .compose(
                        List.of(
                                view("liquidity", -1, 0.45 + change.amount()),
                                view("sentiment", -1, 0.8),
                                view("hedge", 1, 0.3)),
                        1e-11);

        assertThat(change.text()).startsWith("liquidity +0.150");
        assertThat(then).isInstanceOf(Proposal.Take.class);
    }

    @Test
    void the_side_that_lacks_fewer_agents_is_the_nearer_one() {
        SmallestChange change = passOn(view("liquidity", -1, 0.7), view("sentiment", 0, 0.8));

        assertThat(change.text()).isEqualTo("1 more agent would have to point short");
        assertThat(change.amount()).isNaN();
    }

    @Test
    void among_equals_the_side_with_more_votes_is_the_nearer_one() {
        assertThat(passOn(view("liquidity", -1, 0.7), view("sentiment", 1, 0.65))
                        .text())
                .isEqualTo("1 more agent would have to point short");
        assertThat(passOn(view("liquidity", -1, 0.6), view("sentiment", 1, 0.65))
                        .text())
                .isEqualTo("1 more agent would have to point long");
    }

    @Test
    void a_missing_edge_is_named_with_the_agents_that_stand_against_it() {
        SmallestChange change = passOn(
                view("a", 1, 0.61), view("b", 1, 0.61), view("c", 1, 0.61), view("d", -1, 0.95), view("e", -1, 0.9));

        // A unit of theirs counts 1.2 times, one of those that point long once.
        assertThat(change.text()).isEqualTo("d -0.325 confidence would give the edge to go long");
        assertThat(change.amount()).isCloseTo((1.2 * 1.85 - 1.83) / 1.2, within(1e-12));
        assertThat(change.shortfalls()).hasSize(1);
        assertThat(change.shortfalls().get(0).agent()).isEqualTo("d");
        assertThat(change.shortfalls().get(0).reach()).isEqualTo(Shortfall.Reach.AT_MOST);
        assertThat(change.shortfalls().get(0).bound()).isCloseTo(0.95 - 0.325, within(1e-12));
    }

    @Test
    void confidence_and_edge_can_both_be_missing() {
        SmallestChange change =
                passOn(view("a", 1, 0.5), view("b", 1, 0.6), view("c", 1, 0.6), view("d", -1, 1), view("e", -1, 0.9));

        assertThat(change.text())
                .isEqualTo(
                        "a +0.100 confidence would align 3 agents long, and d -0.400 confidence would give the edge to go long");
        assertThat(change.amount()).isCloseTo(0.1 + 0.48 / 1.2, within(1e-12));
    }

    @Test
    void of_agents_that_would_have_to_turn_the_most_confident_is_named() {
        SmallestChange change = passOn(view("liquidity", -1, 0.7), view("sentiment", 0, 0.55), view("hedge", 0.5, 0.2));

        assertThat(change.shortfalls())
                .containsExactly(
                        new Shortfall("sentiment", Shortfall.BIAS, 0, Shortfall.Reach.BELOW, 0),
                        new Shortfall("sentiment", Shortfall.CONFIDENCE, 0.55, Shortfall.Reach.AT_LEAST, 0.6));
    }

    @Test
    void where_too_few_speak_no_number_of_theirs_is_named() {
        SmallestChange change = passOn(view("liquidity", -1, 0.7), AgentView.abstain("hedge", "no chain"));

        assertThat(change.text()).isEqualTo("1 more agent would have to point short");
        assertThat(change.shortfalls()).isEmpty();
    }

    @Test
    void the_named_change_makes_a_trade_and_99_percent_of_it_does_not() {
        Random random = new Random(20251124);
        AlignmentComposer[] composers = {
            StandardProfiles.composer(Map.of()),
            StandardProfiles.publishedComposer(Map.of()),
            StandardProfiles.composer(Map.of("a0", 0.4, "a1", 1.7, "a2", 0.9))
        };
        Map<String, Integer> seen = new TreeMap<>();
        for (int round = 0; round < 60_000; round++) {
            AlignmentComposer composer = composers[round % composers.length];
            List<AgentView> views = new ArrayList<>();
            for (int i = random.nextInt(1, 7); i > 0; i--) {
                views.add(
                        random.nextInt(8) == 0
                                ? AgentView.abstain("a" + i, "")
                                : view(
                                        "a" + i,
                                        random.nextInt(3) - 1.0 + random.nextInt(2) * 0.25,
                                        random.nextDouble()));
            }
            if (!(composer.compose(views, 1e-11) instanceof Proposal.Pass pass)
                    || pass.smallestChange().shortfalls().isEmpty()) {
                continue;
            }
            SmallestChange change = pass.smallestChange();
            String kind = change.text().replaceAll("a\\d [+-]?[\\d.]+", "x").replaceAll("\\d", "n");
            seen.merge(kind, 1, Integer::sum);
            assertThat(composer.compose(changed(pass.views(), change, 1), 1e-11))
                    .as("%s of %s", change, pass.views())
                    .isInstanceOf(Proposal.Take.class);
            assertThat(composer.compose(changed(pass.views(), change, 0.99), 1e-11))
                    .as("99 percent of %s of %s", change, pass.views())
                    .isInstanceOf(Proposal.Pass.class);
            for (Shortfall each : change.shortfalls()) {
                // Each of them is needed: without it there is no trade.
                List<Shortfall> others = new ArrayList<>(change.shortfalls());
                others.remove(each);
                SmallestChange without = new SmallestChange(change.text(), change.amount(), others);
                assertThat(composer.compose(changed(pass.views(), without, 1), 1e-11))
                        .as("without %s of %s, of %s", each, change, pass.views())
                        .isInstanceOf(Proposal.Pass.class);
            }
        }
        assertThat(seen).as("kinds of changes").hasSizeGreaterThan(6);
    }

    /** The views with a share of the change: beyond a bound that must be exceeded by the least step. */
    private static List<AgentView> changed(List<AgentView> views, SmallestChange change, double share) {
        List<AgentView> changed = new ArrayList<>(views);
        for (Shortfall each : change.shortfalls()) {
            for (int i = 0; i < changed.size(); i++) {
                AgentView view = changed.get(i);
                if (view.agent().equals(each.agent())) {
                    double to = share == 1 ? met(each) : each.found() + share * (each.bound() - each.found());
                    assertThat(each.found())
                            .isEqualTo(each.quantity().equals(Shortfall.BIAS) ? view.bias() : view.confidence());
                    changed.set(
                            i,
                            each.quantity().equals(Shortfall.BIAS)
                                    ? AgentView.of(
                                            view.agent(), to, view.confidence(), "", view.levels(), view.evidence())
                                    : view.withConfidence(to));
                }
            }
        }
        return changed;
    }

    private static double met(Shortfall shortfall) {
        double value = switch (shortfall.reach()) {
            case AT_LEAST, AT_MOST -> shortfall.bound();
            case ABOVE -> Math.nextUp(shortfall.bound());
            case BELOW -> Math.nextDown(shortfall.bound());
        };
        assertThat(shortfall.isMetBy(value)).isTrue();
        assertThat(shortfall.isMetBy(shortfall.found())).isFalse();
        return value;
    }

    private static SmallestChange passOn(AgentView... views) {
        Proposal proposal = StandardProfiles.composer(Map.of()).compose(List.of(views), 1e-11);
        return ((Proposal.Pass) proposal).smallestChange();
    }
}
