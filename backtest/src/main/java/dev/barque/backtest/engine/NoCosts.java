package dev.barque.backtest.engine;

import dev.barque.backtest.execution.BorrowModel;
import dev.barque.backtest.execution.Execution;
import dev.barque.backtest.execution.FeeModel;
import dev.barque.backtest.execution.PermanentImpact;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.core.market.Symbol;

/** What is taken where nobody named a model; results say so. */
final class NoCosts {
    static final SlippageModel SLIPPAGE = new SlippageModel() {
        @Override
        public String id() {
            return "none";
        }

        @Override
        public double perUnit(Execution execution) {
            return 0;
        }
    };

    static final FeeModel FEES = new FeeModel() {
        @Override
        public String id() {
            return "none";
        }

        @Override
        public double fee(Execution execution, double chargedBefore) {
            return 0;
        }
    };

    static final BorrowModel BORROW = new BorrowModel() {
        @Override
        public String id() {
            return "none";
        }

        @Override
        public double annualRate(Symbol symbol, long timeMicros) {
            return 0;
        }
    };

    static final PermanentImpact IMPACT = new PermanentImpact() {
        @Override
        public String id() {
            return "none";
        }

        @Override
        public double shift(Execution execution) {
            return 0;
        }
    };

    private NoCosts() {}
}
