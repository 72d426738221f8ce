package dev.barque.testkit.internal.parts;

import dev.barque.agents.GuardContext;
import dev.barque.agents.MarketContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Reading;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a guard is shown in one run: bars of several symbols in the order of time, on some of them a proposal.
 *
 * @param steps bar after bar
 */
public record GuardScript(List<Step> steps) {
    /**
     * One bar.
     *
     * @param context what stands around it
     * @param proposal what is proposed, or null
     */
    public record Step(GuardContext context, Proposal.@Nullable Take proposal) {
        /** Shows the bar to a watch, asks it where something is proposed, and tells it what became of that; null without. */
        public @Nullable GuardVerdict play(TradeGuard.Watch watch) {
            watch.bar(context);
            if (proposal == null) {
                return null;
            }
            GuardVerdict verdict = watch.check(proposal, context);
            watch.decided(decision(proposal, verdict));
            return verdict;
        }

        private Decision decision(Proposal.Take take, GuardVerdict verdict) {
            FeatureRow row = context.row();
            Grounds grounds = new Grounds(
                    context.market().symbol(),
                    context.market().time(),
                    "suite",
                    row == null ? null : row.id(),
                    take.views(),
                    take.scores(),
                    List.of(verdict),
                    context.circumstances());
            return verdict.outcome() == GuardVerdict.Outcome.VETOED
                    ? new NoTrade(grounds, NoTrade.Reason.VETOED, new SmallestChange(verdict.reason(), Double.NaN))
                    : new Trade(
                            grounds,
                            take.direction(),
                            take.confidence(),
                            take.size() * verdict.sizeFactor(),
                            take.timeStopBars(),
                            take.stopLoss(),
                            take.rationale());
        }
    }

    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("AAA"), Symbol.of("BBB"), Symbol.of("CCC"));
    private static final List<AgentView> VIEWS =
            List.of(AgentView.of("suite", 1, 0.8, "suite", Levels.none(), Evidence.none()));

    /** A run with an account and readings that change. */
    public static GuardScript random(FeatureSet set, List<String> readings, long seed, int bars) {
        return script(set, readings, seed, bars, false);
    }

    /** A run in which much is unknown: account, readings, prices, features. */
    public static GuardScript blind(FeatureSet set, List<String> readings, long seed, int bars) {
        return script(set, readings, seed, bars, true);
    }

    private static GuardScript script(FeatureSet set, List<String> names, long seed, int size, boolean blind) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        List<Bars> walks =
                SYMBOLS.stream().map(symbol -> Walk.of(symbol, seed, size)).toList();
        double equity = 30_000;
        double peak = equity;
        for (int i = 0; i < size; i++) {
            for (Bars walk : walks) {
                equity *= 1 + 0.01 * random.nextGaussian();
                peak = Math.max(peak, equity);
                // Walks of one seed share their times.
                long time = walk.time(i);
                double spot = blind && random.nextInt(3) == 0 ? Double.NaN : walk.close(i);
                FeatureRow row = random.nextInt(blind ? 2 : 20) == 0
                        ? null
                        : blind
                                ? RandomRows.rough(set, walk.symbol(), time, seed)
                                : RandomRows.whole(set, walk.symbol(), time, seed);
                Circumstances circumstances =
                        new Circumstances(account(random, equity, peak, blind), readings(random, names, time, blind));
                GuardContext context =
                        new GuardContext(new MarketContext(walk.symbol(), time, spot), row, circumstances);
                boolean proposed = row != null && random.nextInt(3) == 0;
                steps.add(new Step(context, proposed ? proposal(random, walk.close(i)) : null));
            }
        }
        return new GuardScript(steps);
    }

    private static AccountState account(Random random, double equity, double peak, boolean blind) {
        if (blind && random.nextInt(2) == 0) {
            return AccountState.unknown();
        }
        double units = random.nextInt(5) - 2;
        double exposure = Math.abs(units) * 0.2 * equity;
        return new AccountState(
                equity,
                blind && random.nextBoolean() ? Double.NaN : equity * (1 + 0.02 * random.nextGaussian()),
                blind && random.nextBoolean() ? Double.NaN : peak,
                units,
                exposure,
                exposure * (1 + random.nextDouble()),
                random.nextInt(6) - (blind ? 1 : 0));
    }

    private static List<Reading> readings(Random random, List<String> names, long time, boolean blind) {
        List<Reading> readings = new ArrayList<>();
        for (String name : names) {
            if (!blind || random.nextBoolean()) {
                double value = random.nextBoolean() ? 0 : 60 * random.nextDouble();
                value = blind && random.nextInt(3) == 0 ? Double.NaN : value;
                readings.add(new Reading(name, value, time - random.nextInt(100_000_000)));
            }
        }
        return readings;
    }

    private static Proposal.Take proposal(Random random, double spot) {
        Direction direction = random.nextBoolean() ? Direction.LONG : Direction.SHORT;
        return new Proposal.Take(
                VIEWS,
                new Scores(0.8, 0),
                direction,
                0.5 + 0.5 * random.nextDouble(),
                0.1 + 3 * random.nextDouble(),
                1 + random.nextInt(60),
                random.nextInt(4) == 0 ? Double.NaN : spot * (1 - 0.01 * direction.sign()),
                new Rationale("1/1 agents agree", "suite", "good", "low"));
    }

    /** A run up to a bar and no further. */
    public GuardScript upTo(int bars) {
        return new GuardScript(steps.subList(0, bars));
    }

    /** The verdicts of a watch that is begun for this run. */
    public List<GuardVerdict> verdicts(TradeGuard guard) {
        TradeGuard.Watch watch = guard.watch();
        List<GuardVerdict> verdicts = new ArrayList<>();
        for (Step step : steps) {
            GuardVerdict verdict = step.play(watch);
            if (verdict != null) {
                verdicts.add(verdict);
            }
        }
        return verdicts;
    }
}
