package dev.barque.cli.internal.work;

import dev.barque.agents.reliability.ForwardReturns;
import dev.barque.agents.reliability.Outcome;
import dev.barque.agents.reliability.ReliabilityHistory;
import dev.barque.agents.reliability.ReliabilitySource;
import dev.barque.backtest.Replay;
import dev.barque.backtest.ReplayResult;
import dev.barque.cli.internal.CliErrors;
import dev.barque.core.decision.AgentView;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.profiles.ReliabilitySettings;
import dev.barque.store.ParquetFeatureStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * What the bars and features of a home teach about agents: their views are asked for again, which depend on no weight, and
 * judged by the prices that followed. Each day is a session by itself, as in a replay.
 */
public final class Learning {
    private Learning() {}

    /** The outcomes of some days that have bars and features; {@code done} hears after each day how many bars are done. */
    public static List<Outcome> outcomes(
            ProfileChoice choice,
            BarSource bars,
            FeatureReader features,
            Symbol symbol,
            List<LocalDate> dates,
            IntConsumer done) {
        ReliabilitySettings settings = choice.settings().reliability();
        ForwardReturns returns = new ForwardReturns(settings.horizonBars(), settings.leastMoveBps());
        Replay replay = new Replay(choice.unweighed(), choice.replayRules());
        List<Outcome> outcomes = new ArrayList<>();
        int bar = 0;
        for (LocalDate date : dates) {
            ReplayResult day = replay.run(bars.day(symbol, date), features);
            outcomes.addAll(returns.session(day.decisions(), day.bars()));
            bar += day.bars().size();
            done.accept(bar);
        }
        return outcomes;
    }

    /**
     * The same from what a decision log says that agents said, of whichever way it came about: live as a rule. A bar without a
     * record taught nothing. Throws {@code cli.no-records} where there is none at all.
     *
     * @param profile the id under which the decisions were made
     */
    public static List<Outcome> ofLog(
            DecisionHistory log, String profile, ProfileChoice choice, BarSource bars, Symbol symbol, DateRange range) {
        ReliabilitySettings settings = choice.settings().reliability();
        ForwardReturns returns = new ForwardReturns(settings.horizonBars(), settings.leastMoveBps());
        List<Outcome> outcomes = new ArrayList<>();
        boolean any = false;
        for (LocalDate date : log.dates(range)) {
            Map<Long, List<AgentView>> views = new HashMap<>();
            log.read(
                    symbol,
                    date,
                    profile,
                    logged -> views.put(
                            UtcMicros.of(logged.decision().time()),
                            logged.decision().views()));
            any |= !views.isEmpty();
            Bars day = bars.day(symbol, date).inTimeOrder();
            for (int i = 0; i < day.size(); i++) {
                outcomes.addAll(returns.bar(day.time(i), day.close(i), views.getOrDefault(day.time(i), List.of())));
            }
            returns.endOfSession();
        }
        if (!any) {
            throw log.nothing(symbol, range, profile);
        }
        return outcomes;
    }

    /**
     * How much agents count in a profile that learns: from all dates of the home up to one that have features. Which instants of
     * that are used is decided when a weight is asked for. Nothing is learned for a profile of fixed weights.
     */
    public static ReliabilitySource upTo(
            LocalDate last, ProfileChoice choice, BarSource bars, ParquetFeatureStore features, Symbol symbol) {
        ReliabilitySettings settings = choice.settings().reliability();
        if (settings.mode() == ReliabilitySettings.Mode.FIXED) {
            return ReliabilitySource.fixed(Map.of());
        }
        return from(dates(last, choice, bars, features, symbol), choice, bars, features, symbol);
    }

    /** For one account: of a profile that learns there may be one symbol only. */
    public static ReliabilitySource ofAccount(
            Collection<Symbol> symbols,
            LocalDate last,
            ProfileChoice choice,
            BarSource bars,
            ParquetFeatureStore features) {
        requireOneSymbol(choice, symbols);
        return upTo(last, choice, bars, features, symbols.iterator().next());
    }

    static void requireOneSymbol(ProfileChoice choice, Collection<Symbol> symbols) {
        boolean learns = choice.settings().reliability().mode() == ReliabilitySettings.Mode.LEARNED;
        if (learns && symbols.size() > 1) {
            throw CliErrors.learnsFromOneSymbol(choice.name());
        }
    }

    /** The dates up to one from which is learned. */
    public static List<LocalDate> dates(
            LocalDate last, ProfileChoice choice, BarSource bars, ParquetFeatureStore features, Symbol symbol) {
        TreeSet<LocalDate> dates =
                new TreeSet<>(features.dates(choice.profile().featureSet().id(), symbol));
        dates.retainAll(bars.dates());
        return List.copyOf(dates.headSet(last, true));
    }

    /** As {@link #upTo}, from dates that are known and whatever rows a reader gives. */
    public static ReliabilitySource from(
            List<LocalDate> dates, ProfileChoice choice, BarSource bars, FeatureReader features, Symbol symbol) {
        ReliabilitySettings settings = choice.settings().reliability();
        return settings.mode() == ReliabilitySettings.Mode.FIXED
                ? ReliabilitySource.fixed(Map.of())
                : ReliabilityHistory.of(settings.rules(), outcomes(choice, bars, features, symbol, dates, done -> {}));
    }
}
