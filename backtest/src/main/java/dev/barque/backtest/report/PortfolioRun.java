package dev.barque.backtest.report;

import dev.barque.agents.Profile;
import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.manifest.RunManifest;
import dev.barque.backtest.reasons.WhyNoTrade;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.PortfolioSeries;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.core.calendar.TradingCalendar;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What there is to report of a run of one account. The last three are for what a strategy of one's own may not have, and the
 * report goes without.
 *
 * @param result what the replay gave
 * @param calendar whose dates are the days and months
 * @param rules by which figures are taken
 * @param trials how many ways were tried on the same data before this one was shown
 * @param profile by whose weights and thresholds trades are explained; null when no profile decided
 * @param decisions all decisions of the run, counted; null when they were not
 * @param manifest what the run came from; null when nobody took it down
 */
public record PortfolioRun(
        PortfolioResult result,
        TradingCalendar calendar,
        StatisticsRules rules,
        TrialCount trials,
        @Nullable Profile profile,
        @Nullable WhyNoTrade decisions,
        @Nullable RunManifest manifest) {
    /** Nulls are refused but for the last three. */
    public PortfolioRun {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(trials, "trials");
    }

    /** A run of which no more is known than its result. */
    public static PortfolioRun of(
            PortfolioResult result, TradingCalendar calendar, StatisticsRules rules, TrialCount trials) {
        return new PortfolioRun(result, calendar, rules, trials, null, null, null);
    }

    /** The same, decided by a profile, with all its decisions counted: hand the counter to the strategy as its log. */
    public PortfolioRun decidedBy(Profile by, WhyNoTrade counted) {
        return new PortfolioRun(result, calendar, rules, trials, by, counted, manifest);
    }

    /** The same, bound to what it came from. */
    public PortfolioRun from(RunManifest origin) {
        return new PortfolioRun(result, calendar, rules, trials, profile, decisions, origin);
    }

    /** All figures, taken anew. */
    Performance performance() {
        return Performance.of(PortfolioSeries.equity(result), PortfolioSeries.trades(result), calendar, rules);
    }
}
