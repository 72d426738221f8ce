package dev.barque.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionCensusTest {
    @Test
    void outcomes_are_counted_trades_first() {
        DecisionCensus census =
                new DecisionCensus(List.of(TinyRuns.day(0, "SPY", "a 0.5 b"), TinyRuns.day(1, "SPY", "a 0.7 b")));
        assertThat(census.outcomes)
                .containsExactly(
                        new DecisionCensus.Outcome("trade long", true, 2),
                        new DecisionCensus.Outcome("no_alignment", false, 4));
        assertThat(census.changes).containsExactly(new DecisionCensus.Change("a … b", 4, Double.NaN, Double.NaN));
    }

    @Test
    void changes_that_differ_in_their_measures_are_one_kind() {
        assertThat(DecisionCensus.kind("liquidity +0.026 confidence would align with sentiment"))
                .isEqualTo("liquidity … confidence would align with sentiment");
        assertThat(DecisionCensus.kind("amihud below 1.39e-13")).isEqualTo("amihud below …");
        assertThat(DecisionCensus.kind("2/3 agents of v0.1.0 agree")).isEqualTo("2/3 agents of v0.1.0 agree");
    }
}
