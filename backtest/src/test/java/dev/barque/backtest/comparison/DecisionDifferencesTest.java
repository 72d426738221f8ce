package dev.barque.backtest.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.backtest.comparison.DecisionDifference.Kind;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionDifferencesTest {
    private static Grounds at(int minute) {
        Instant time = Instant.parse("2025-10-24T14:00:00Z").plusSeconds(60L * minute);
        return Grounds.empty(Symbol.of("SPY"), time, "V1", null);
    }

    private static Decision trade(int minute, Direction direction, double size, int bars, double stop) {
        return new Trade(
                at(minute), direction, 0.7, size, bars, stop, new Rationale("scripted", "script", "good", "low"));
    }

    private static Decision none(int minute, NoTrade.Reason reason) {
        return new NoTrade(at(minute), reason, new SmallestChange("nothing", 1));
    }

    @Test
    void each_kind_is_counted_and_the_first_are_listed() {
        List<Decision> first = List.of(
                trade(0, Direction.LONG, 1, 5, Double.NaN),
                none(1, NoTrade.Reason.NO_ALIGNMENT),
                trade(2, Direction.LONG, 1, 5, Double.NaN),
                trade(3, Direction.LONG, 1, 5, Double.NaN),
                trade(4, Direction.LONG, 1, 5, 99.0),
                none(5, NoTrade.Reason.NO_ALIGNMENT),
                none(6, NoTrade.Reason.NO_ALIGNMENT),
                trade(7, Direction.LONG, 1, 5, Double.NaN),
                none(8, NoTrade.Reason.NO_ALIGNMENT));
        List<Decision> second = List.of(
                none(0, NoTrade.Reason.VETOED),
                trade(1, Direction.SHORT, 1, 5, Double.NaN),
                trade(2, Direction.SHORT, 1, 5, Double.NaN),
                trade(3, Direction.LONG, 2, 9, Double.NaN),
                trade(4, Direction.LONG, 1, 5, 98.0),
                none(5, NoTrade.Reason.MIXED_SIGNALS),
                none(6, NoTrade.Reason.NO_ALIGNMENT),
                trade(7, Direction.LONG, 1, 5, Double.NaN),
                none(9, NoTrade.Reason.NO_ALIGNMENT));
        DecisionDifferences found = DecisionDifferences.of(first, second, 3);
        assertThat(found.bars()).isEqualTo(10);
        assertThat(found.counts())
                .containsEntry(Kind.ONLY_FIRST_TRADES, 1)
                .containsEntry(Kind.ONLY_SECOND_TRADES, 1)
                .containsEntry(Kind.DIRECTION, 1)
                .containsEntry(Kind.SIZE, 1)
                .containsEntry(Kind.EXIT, 1)
                .containsEntry(Kind.REASON, 1)
                .containsEntry(Kind.ONE_IS_MISSING, 2);
        assertThat(found.total()).isEqualTo(8);
        assertThat(found.listed())
                .extracting(DecisionDifference::kind)
                .containsExactly(Kind.ONLY_FIRST_TRADES, Kind.ONLY_SECOND_TRADES, Kind.DIRECTION);
        assertThat(found.listed().get(0).second()).isEqualTo("vetoed");
        assertThat(DecisionDifferences.of(first, first, 3).total()).isZero();
    }
}
