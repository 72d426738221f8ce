package dev.barque.cli;

import dev.barque.backtest.engine.ExecutionRules;
import dev.barque.backtest.engine.FillAt;
import dev.barque.backtest.engine.Halt;
import dev.barque.backtest.engine.Halts;
import dev.barque.backtest.engine.Margin;
import dev.barque.backtest.execution.BorrowModel;
import dev.barque.backtest.execution.FeeModel;
import dev.barque.backtest.execution.PermanentImpact;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.work.AccountSetup;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.market.Symbol;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How one account trades. */
final class AccountOptions {
    @Option(
            names = "--capital",
            defaultValue = "100000",
            paramLabel = "MONEY",
            description = "Cash in the beginning, in the currency of the quote. Default: ${DEFAULT-VALUE}.")
    private double capital;

    @Option(
            names = "--unit",
            defaultValue = "100",
            paramLabel = "SHARES",
            description = "How many shares a size of 1 stands for. Default: ${DEFAULT-VALUE}.")
    private double unit;

    @Option(
            names = "--execute",
            defaultValue = "next-open",
            paramLabel = "WHEN",
            description = "Price of market orders: next-open (default), next-close, or vwap of the next bar.")
    @SuppressWarnings("NullAway.Init")
    private FillAt execute;

    @Option(
            names = "--participation",
            defaultValue = "0.1",
            paramLabel = "SHARE",
            description = "Share of a bar's volume that orders may take, above 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double participation;

    @Option(
            names = "--latency",
            defaultValue = "0s",
            paramLabel = "TIME",
            description = "How long an order is under way, such as 250ms. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Duration latency;

    @Option(
            names = "--margin",
            defaultValue = "unleveraged",
            paramLabel = "RULE",
            description = "cash: no short sales; unleveraged (default): positions of at most the equity; regulation-t:"
                    + " of at most twice the equity.")
    @SuppressWarnings("NullAway.Init")
    private AccountMargin margin;

    @Option(
            names = "--fees",
            paramLabel = "MODEL",
            description = "What is charged for trading; none when not said. Models: barque slippage models.")
    private @Nullable FeeModel fees;

    @Option(
            names = "--borrow",
            paramLabel = "MODEL",
            description = "What it costs to borrow what is sold short; nothing when not said. Models: barque slippage"
                    + " models.")
    private @Nullable BorrowModel borrow;

    @Option(
            names = "--impact",
            paramLabel = "MODEL",
            description = "How far executions move the price for good, such as permanent-impact; not at all when not"
                    + " said. Models: barque slippage models.")
    private @Nullable PermanentImpact impact;

    @Option(
            names = "--halts",
            paramLabel = "FILE",
            description = "When trading was halted: comma-separated, first line symbol,from,to,reason, times as"
                    + " 2025-10-24T14:00:00Z. Nothing is executed in a halt.")
    private @Nullable Path halts;

    /** The margins that ship. */
    enum AccountMargin {
        CASH,
        UNLEVERAGED,
        REGULATION_T;

        Margin margin() {
            return switch (this) {
                case CASH -> Margin.cash();
                case UNLEVERAGED -> Margin.unleveraged();
                case REGULATION_T -> Margin.regulationT();
            };
        }
    }

    /** The setup for some symbols; what is left out of the halts is said. */
    AccountSetup setup(Verb verb, TradingCalendar calendar, Set<Symbol> wanted, SlippageModel slippage) {
        try {
            AccountSetup setup = new AccountSetup(
                    calendar,
                    capital,
                    unit,
                    ExecutionRules.standard()
                            .at(execute)
                            .withParticipation(participation)
                            .withLatency(latency),
                    margin.margin(),
                    slippage,
                    fees,
                    borrow,
                    impact,
                    halts(verb, wanted));
            setup.replay();
            return setup;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(verb.spec().commandLine(), e.getMessage());
        }
    }

    private List<Halt> halts(Verb verb, Set<Symbol> wanted) {
        if (halts == null) {
            return List.of();
        }
        List<Halt> all;
        try (BufferedReader reader = Files.newBufferedReader(halts)) {
            all = Halts.read(reader, halts.toString());
        } catch (IOException e) {
            throw CliErrors.unreadableHalts(halts, e);
        }
        List<Halt> own = all.stream().filter(h -> wanted.contains(h.symbol())).toList();
        if (own.size() < all.size()) {
            verb.note(
                    (all.size() - own.size()) + " of " + all.size() + " halts are of other symbols and are left out.");
        }
        return own;
    }

    /** Which of these were given. */
    static List<String> given(Verb verb) {
        return Stream.of(
                        "--capital",
                        "--unit",
                        "--execute",
                        "--participation",
                        "--latency",
                        "--margin",
                        "--fees",
                        "--borrow",
                        "--impact",
                        "--halts")
                .filter(verb.spec().commandLine().getParseResult()::hasMatchedOption)
                .toList();
    }
}
