package dev.barque.ops.checks.data;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.market.Symbol;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import dev.barque.store.decisions.DecisionQuery;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.decisions.DecisionReport;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Does the system find a plausible number of trades? Looks at the decision log of the last dates. No trade for many bars in a
 * row, of any symbol, or more trades than is plausible is degraded; damaged records are degraded too.
 *
 * @param dates how many of the last UTC dates with decisions it reads
 * @param maxStreak bars in a row without a trade, of one symbol, that are still plausible
 * @param maxRate share of bars with a trade above which the agents agree too easily, 0 to 1
 */
public record TradeIdeas(int dates, int maxStreak, double maxRate) implements HealthCheck {
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "trade-ideas",
            "Does the system find a plausible number of trades?",
            Set.of(DecisionRecords.class),
            Duration.ofMinutes(1),
            Criticality.ADVISORY,
            Set.of("evening", "weekly"));

    /** Five dates, two sessions of minutes without a trade, a trade on every second bar. */
    public TradeIdeas() {
        this(5, 780, 0.5);
    }

    /** Refuses counts below 1 and a share outside of 0 to 1. */
    public TradeIdeas {
        CheckErrors.requireAtLeast(DESCRIPTOR.id(), "dates", 1, dates);
        CheckErrors.requireAtLeast(DESCRIPTOR.id(), "maxStreak", 1, maxStreak);
        CheckErrors.requireShareOrNone(DESCRIPTOR.id(), "maxRate", maxRate);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        DecisionRecords records = context.get(DecisionRecords.class);
        List<LocalDate> there = records.dates();
        if (there.isEmpty()) {
            return new Verdict.Unknown(
                    "There is no decision in " + records.folder() + " yet. Let the system decide first.");
        }
        List<LocalDate> last = there.subList(Math.max(0, there.size() - dates), there.size());
        Map<Symbol, Tally> tallies = new TreeMap<>();
        DecisionReport report = records.read(
                DecisionQuery.all().between(last.get(0), last.get(last.size() - 1)),
                logged -> tallies.computeIfAbsent(logged.decision().symbol(), symbol -> new Tally())
                        .add(logged.decision()));
        Findings findings = new Findings();
        tallies.forEach((symbol, tally) -> look(symbol, tally, findings));
        report.damaged().stream()
                .limit(1)
                .forEach(damage -> findings.degraded(
                        damage.file().toString(),
                        report.damagedLines() + " places that cannot be read, the first: " + damage.found(),
                        "whole records",
                        "Restore the date's log from a backup; what is damaged is passed over."));
        long trades = tallies.values().stream().mapToLong(tally -> tally.trades).sum();
        return findings.or(trades + " trades on " + Figures.count(report.decisions(), "bar") + " of "
                + Figures.count(tallies.size(), "symbol") + " from " + last.get(0) + " on.");
    }

    private void look(Symbol symbol, Tally tally, Findings findings) {
        if (tally.streak > maxStreak) {
            findings.degraded(
                    "decisions about " + symbol,
                    tally.streak + " bars in a row without a trade, mostly because of " + tally.mostFrequent(),
                    "at most " + maxStreak,
                    "Ask 'barque why-no-trade' for the smallest changes that would have traded, and see whether an agent"
                            + " abstains or a guard vetoes all the time.");
        }
        double rate = tally.trades / (double) Math.max(1, tally.bars);
        if (rate > maxRate) {
            findings.degraded(
                    "decisions about " + symbol,
                    "a trade on " + Figures.percent(rate) + " of " + Figures.count(tally.bars, "bar"),
                    "at most " + Figures.percent(maxRate),
                    "See whether the features repeat themselves or a threshold was set too low ('barque explain').");
        }
    }

    /** What was decided about one symbol. */
    private static final class Tally {
        private final Map<NoTrade.Reason, Integer> reasons = new EnumMap<>(NoTrade.Reason.class);
        private long bars;
        private long trades;
        private long streak;

        void add(Decision decision) {
            bars++;
            if (decision instanceof NoTrade none) {
                streak++;
                reasons.merge(none.reason(), 1, Integer::sum);
            } else {
                trades++;
                streak = 0;
                reasons.clear();
            }
        }

        String mostFrequent() {
            return reasons.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(entry -> entry.getKey().text())
                    .orElse("nothing");
        }
    }
}
