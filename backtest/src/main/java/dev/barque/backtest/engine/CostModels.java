package dev.barque.backtest.engine;

import dev.barque.backtest.execution.BorrowModel;
import dev.barque.backtest.execution.FeeModel;
import dev.barque.backtest.execution.PermanentImpact;
import dev.barque.backtest.execution.PriceDisplacement;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.core.error.BarqueException;
import java.util.Objects;

/** What trading costs; each call into a model names it when it fails. */
record CostModels(SlippageModel slippage, FeeModel fees, BorrowModel borrow, PermanentImpact impact) {
    CostModels {
        Objects.requireNonNull(slippage, "slippage");
        Objects.requireNonNull(fees, "fees");
        Objects.requireNonNull(borrow, "borrow");
        Objects.requireNonNull(impact, "impact");
    }

    double slippage(MarketExecution execution) {
        double found;
        try {
            found = slippage.perUnit(execution);
        } catch (BarqueException e) {
            throw e;
        } catch (RuntimeException e) {
            throw EngineErrors.modelFailed(
                    "Slippage model", slippage.id(), execution.symbol(), execution.timeMicros(), e);
        }
        if (!(found >= 0 && found < Double.POSITIVE_INFINITY)) {
            throw EngineErrors.modelAnswer(
                    "slippage model", slippage.id(), execution.symbol(), found, "a number of at least 0");
        }
        return found;
    }

    double fee(MarketExecution execution, double chargedBefore) {
        double found;
        try {
            found = fees.fee(execution, chargedBefore);
        } catch (BarqueException e) {
            throw e;
        } catch (RuntimeException e) {
            throw EngineErrors.modelFailed("Fee model", fees.id(), execution.symbol(), execution.timeMicros(), e);
        }
        if (!Double.isFinite(found)) {
            throw EngineErrors.modelAnswer("fee model", fees.id(), execution.symbol(), found, "a finite number");
        }
        return found;
    }

    /** What an execution pays of the lasting move that it makes, in price; 0 or more. Nothing is moved. */
    double impact(PriceDisplacement displacement, MarketExecution execution) {
        double found;
        try {
            found = displacement.cost(execution);
        } catch (BarqueException e) {
            throw e;
        } catch (RuntimeException e) {
            throw EngineErrors.modelFailed("Impact model", impact.id(), execution.symbol(), execution.timeMicros(), e);
        }
        double shift = found * 2 / execution.price();
        // A sale that took the whole price would leave nothing to mark at.
        if (!(shift >= 0 && shift < (execution.quantity() < 0 ? 1 : Double.POSITIVE_INFINITY))) {
            throw EngineErrors.modelAnswer(
                    "impact model",
                    impact.id(),
                    execution.symbol(),
                    shift,
                    "a share of the price from 0, below 1 for a sale; smaller orders move the price less");
        }
        return found;
    }

    double borrowRate(Lane lane) {
        double found;
        try {
            found = borrow.annualRate(lane.symbol, lane.time);
        } catch (BarqueException e) {
            throw e;
        } catch (RuntimeException e) {
            throw EngineErrors.modelFailed("Borrow model", borrow.id(), lane.symbol, lane.time, e);
        }
        if (!Double.isFinite(found)) {
            throw EngineErrors.modelAnswer("borrow model", borrow.id(), lane.symbol, found, "a finite number");
        }
        return found;
    }
}
