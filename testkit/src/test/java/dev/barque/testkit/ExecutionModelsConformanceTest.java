package dev.barque.testkit;

import dev.barque.backtest.execution.BorrowModel;
import dev.barque.backtest.execution.BorrowModels;
import dev.barque.backtest.execution.BorrowRate;
import dev.barque.backtest.execution.FeeModel;
import dev.barque.backtest.execution.FeeModels;
import dev.barque.backtest.execution.FeeTier;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.backtest.execution.SlippageModels;
import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The models that ship, through the suites for those of others. */
class ExecutionModelsConformanceTest {
    abstract static class Named extends SlippageModelConformance {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        protected SlippageModel model() {
            return SlippageModels.of(name);
        }
    }

    abstract static class NamedFee extends FeeModelConformance {
        private final String name;

        NamedFee(String name) {
            this.name = name;
        }

        @Override
        protected FeeModel model() {
            return FeeModels.of(name);
        }
    }

    @Nested
    class Published extends Named {
        Published() {
            super("amihud");
        }
    }

    @Nested
    class AmihudLine extends Named {
        AmihudLine() {
            super("amihud-line:base-bps=2:slope-bps=30");
        }
    }

    @Nested
    class Fixed extends Named {
        Fixed() {
            super("5bps");
        }
    }

    @Nested
    class HalfSpread extends Named {
        HalfSpread() {
            super("half-spread");
        }
    }

    @Nested
    class VolumeShare extends Named {
        VolumeShare() {
            super("volume-share");
        }
    }

    @Nested
    class SquareRoot extends Named {
        SquareRoot() {
            super("sqrt-impact");
        }
    }

    @Nested
    class Temporary extends Named {
        Temporary() {
            super("temporary-impact");
        }
    }

    @Nested
    class Combined extends Named {
        Combined() {
            super("half-spread+sqrt-impact:cap-bps=40@SPY;volume-share|amihud:floor-bps=2");
        }
    }

    @Nested
    class PerShare extends NamedFee {
        PerShare() {
            super("per-share:rate=0.005:min=1:max-share=0.01");
        }
    }

    @Nested
    class PerOrderAndBps extends NamedFee {
        PerOrderAndBps() {
            super("per-order:amount=1+bps:rate=2:min=3+us-regulatory");
        }
    }

    @Nested
    class BrokerFixed extends NamedFee {
        BrokerFixed() {
            super("ibkr-fixed");
        }
    }

    @Nested
    class BrokerTiered extends NamedFee {
        BrokerTiered() {
            super("ibkr-tiered:month-shares=250000");
        }
    }

    @Nested
    class Tiers extends FeeModelConformance {
        @Override
        protected FeeModel model() {
            return FeeModels.sizeTiers(List.of(new FeeTier(0, 0.01), new FeeTier(500, 0.004)), 1, 0.02);
        }
    }

    @Nested
    class FlatBorrow extends BorrowModelConformance {
        @Override
        protected BorrowModel model() {
            return BorrowModels.of("flat:rate=0.02");
        }
    }

    @Nested
    class DatedBorrow extends BorrowModelConformance {
        @Override
        protected BorrowModel model() {
            return BorrowModels.dated(
                    List.of(
                            new BorrowRate(Symbol.of("SPY"), Instant.parse("2015-01-02T00:00:00Z"), 0.004),
                            new BorrowRate(Symbol.of("SPY"), Instant.parse("2020-03-02T00:00:00Z"), 0.02)),
                    0.3);
        }
    }
}
