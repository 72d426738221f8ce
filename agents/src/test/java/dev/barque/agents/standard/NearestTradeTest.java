package dev.barque.agents.standard;

import static dev.barque.agents.standard.Fixtures.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.agents.Proposal;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.SmallestChange;
import java.util.List;
import java.util.Map;
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
    void a_missing_edge_is_named_as_weight() {
        SmallestChange change = passOn(
                view("a", 1, 0.61), view("b", 1, 0.61), view("c", 1, 0.61), view("d", -1, 0.95), view("e", -1, 0.9));

        assertThat(change.text()).endsWith("weight would give the edge to go long");
        assertThat(change.amount()).isCloseTo(1.2 * 1.85 - 1.83, within(1e-12));
    }

    @Test
    void confidence_and_edge_can_both_be_missing() {
        SmallestChange change =
                passOn(view("a", 1, 0.5), view("b", 1, 0.6), view("c", 1, 0.6), view("d", -1, 1), view("e", -1, 0.9));

        assertThat(change.text())
                .isEqualTo(
                        "a +0.100 confidence would align 3 agents long, and +0.480 weight would give the edge to go long");
        assertThat(change.amount()).isCloseTo(0.58, within(1e-12));
    }

    private static SmallestChange passOn(AgentView... views) {
        Proposal proposal = StandardProfiles.composer(Map.of()).compose(List.of(views), 1e-11);
        return ((Proposal.Pass) proposal).smallestChange();
    }
}
