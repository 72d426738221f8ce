package dev.barque.cli.internal.work;

import dev.barque.backtest.engine.ExecutionRules;
import dev.barque.backtest.engine.Halt;
import dev.barque.backtest.engine.Margin;
import dev.barque.backtest.engine.PortfolioReplay;
import dev.barque.backtest.execution.BorrowModel;
import dev.barque.backtest.execution.BorrowModels;
import dev.barque.backtest.execution.FeeModel;
import dev.barque.backtest.execution.FeeModels;
import dev.barque.backtest.execution.ImpactModels;
import dev.barque.backtest.execution.PermanentImpact;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.backtest.execution.SlippageModels;
import dev.barque.cli.internal.CliErrors;
import dev.barque.core.calendar.TradingCalendar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one account trades and what that costs: all that can be chosen beside the profile.
 *
 * @param calendar whose sessions are meant
 * @param capital cash in the beginning
 * @param unitShares how many shares a size of 1 stands for
 * @param rules when, at what price and how much is executed
 * @param margin what the account must own
 * @param slippage what execution costs
 * @param fees what is charged; null for nothing
 * @param borrow what borrowing costs; null for nothing
 * @param impact how far executions move the price for good; null for not at all
 * @param halts when trading was halted
 */
public record AccountSetup(
        TradingCalendar calendar,
        double capital,
        double unitShares,
        ExecutionRules rules,
        Margin margin,
        SlippageModel slippage,
        @Nullable FeeModel fees,
        @Nullable BorrowModel borrow,
        @Nullable PermanentImpact impact,
        List<Halt> halts) {
    /** What a sweep can vary beside the keys of a profile. */
    public static final List<String> KEYS =
            List.of("slippage", "fees", "borrow", "impact", "capital", "unit", "participation");

    /** Copies the list. */
    public AccountSetup {
        halts = List.copyOf(halts);
    }

    /** The replay; throws IllegalArgumentException for numbers that make no sense. */
    public PortfolioReplay replay() {
        PortfolioReplay.Builder replay = PortfolioReplay.builder(calendar, capital)
                .rules(rules)
                .margin(margin)
                .slippage(slippage)
                .halts(halts);
        if (fees != null) {
            replay.fees(fees);
        }
        if (borrow != null) {
            replay.borrow(borrow);
        }
        if (impact != null) {
            replay.impact(impact);
        }
        return replay.build();
    }

    /** All of it in words, so that runs that differ in any of it are different trials. */
    public List<String> choices() {
        List<String> words = new ArrayList<>(replay().rulesInWords());
        words.add("Capital: " + capital);
        words.add("Shares of a unit: " + unitShares);
        words.add("Calendar: " + calendar.id());
        if (!halts.isEmpty()) {
            words.add("Halts: " + Sha256.of(halts.toString()));
        }
        return words;
    }

    /** The same with one of {@link #KEYS} set otherwise; throws {@code cli.bad-setting} and what models of costs throw. */
    public AccountSetup with(String key, String value) {
        try {
            return switch (key) {
                case "slippage" -> of(capital, unitShares, rules, SlippageModels.of(value), fees, borrow, impact);
                case "fees" -> of(capital, unitShares, rules, slippage, FeeModels.of(value), borrow, impact);
                case "borrow" -> of(capital, unitShares, rules, slippage, fees, BorrowModels.of(value), impact);
                case "impact" ->
                    of(
                            capital,
                            unitShares,
                            rules,
                            slippage,
                            fees,
                            borrow,
                            value.equals("none") ? null : ImpactModels.of(value));
                case "capital" -> of(Double.parseDouble(value), unitShares, rules, slippage, fees, borrow, impact);
                case "unit" -> of(capital, Double.parseDouble(value), rules, slippage, fees, borrow, impact);
                case "participation" ->
                    of(
                            capital,
                            unitShares,
                            rules.withParticipation(Double.parseDouble(value)),
                            slippage,
                            fees,
                            borrow,
                            impact);
                default -> throw new IllegalArgumentException("expected one of " + String.join(", ", KEYS));
            };
        } catch (IllegalArgumentException e) {
            throw CliErrors.badSetting(key, value, e);
        }
    }

    private AccountSetup of(
            double ownCapital,
            double unit,
            ExecutionRules ownRules,
            SlippageModel ownSlippage,
            @Nullable FeeModel ownFees,
            @Nullable BorrowModel ownBorrow,
            @Nullable PermanentImpact ownImpact) {
        return new AccountSetup(
                calendar, ownCapital, unit, ownRules, margin, ownSlippage, ownFees, ownBorrow, ownImpact, halts);
    }
}
