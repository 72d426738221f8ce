package dev.barque.cli.conformance;

import dev.barque.agents.Proposal;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.execution.AmihudSlippage;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Trade;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.NoFeaturesException;
import dev.barque.core.market.Bars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The decisions of one recorded day, bar by bar. */
final class DecisionCases {
    /** Up to so many rows the original's sort keeps the order of equal bars. */
    private static final int STABLE_ROWS = 16;

    private final PublishedDay day;
    private final ReplayResult found;

    DecisionCases(PublishedDay day, ReplayResult found) {
        this.day = day;
        this.found = found;
    }

    Outcome compare(JsonNode recorded) {
        int i = recorded.path("i").intValue();
        String id = "bar " + i;
        if (i >= found.decisions().size()) {
            return Outcome.failed(
                    id,
                    "expected a decision but the replay has only "
                            + found.decisions().size());
        }
        Optional<FeatureRow> row = row(i);
        Optional<String> difference =
                difference(recorded, i, row, found.decisions().get(i));
        if (difference.isEmpty()) {
            return Outcome.passed(id);
        }
        for (FeatureRow candidate : unstableCandidates(row, i)) {
            Decision other = day.pipeline().decide(candidate, day.pipeline().contextAt(found.bars(), i));
            if (difference(recorded, i, Optional.of(candidate), other).isEmpty()) {
                return Outcome.excluded(
                        id,
                        "unstable in the original: one of several rows of the same bar, which of them is left open");
            }
        }
        return Outcome.failed(id, difference.get());
    }

    private Optional<FeatureRow> row(int i) {
        if (found.decisions().get(i).grounds().row() == null) {
            return Optional.empty();
        }
        Bars bars = found.bars();
        return day.features()
                .find(day.set(), bars.symbol(), AsOf.at(day.pipeline().eventMicros(bars, i)));
    }

    /** Which exception of the original our empty answer stands for. */
    private String refusal(int i) {
        Bars bars = found.bars();
        try {
            return PublishedRefusal.exceptionOf(new NoFeaturesException(day.features()
                    .diagnose(day.set(), bars.symbol(), AsOf.at(day.pipeline().eventMicros(bars, i)))));
        } catch (BarqueException damaged) {
            return PublishedRefusal.exceptionOf(damaged);
        }
    }

    private Optional<String> difference(JsonNode recorded, int i, Optional<FeatureRow> row, Decision decision) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("i", i);
        tree.put("t", PublishedDay.sameInstant(recorded.path("t"), found.bars().time(i)));
        if (row.isEmpty()) {
            // The kind of refusal, not its words: a file that is not there, or no row in it that early.
            String refusal = refusal(i);
            String words = recorded.path("read_pit").asString("");
            tree.put("read_pit", words.startsWith(refusal + ":") ? words : refusal);
            return Difference.everywhere().between("", recorded, tree);
        }
        FeatureRow read = row.get();
        tree.put("pit_bar", PublishedDay.sameInstant(recorded.path("pit_bar"), read.eventMicros()));
        tree.put(
                "engines_present",
                List.of("hedge", "liquidity", "sentiment").stream()
                        .filter(e -> !read.isGroupNull(e))
                        .toList());
        boolean decided = !(decision instanceof NoTrade none && none.reason() == NoTrade.Reason.ENGINE_MISSING);
        if (decided) {
            for (AgentView view : decision.views()) {
                tree.put(view.agent(), view(view));
            }
            tree.put("idea", idea(decision, recorded.path("idea")));
            double amihud = read.float64(read.schema().indexOf("liquidity.present.amihud"));
            double price = found.bars().close(i);
            tree.put("amihud", amihud);
            tree.put("slippage", new AmihudSlippage().perUnit(price, amihud));
            tree.put("px_now", price);
        }
        if (recorded.has("slippage_end_of_day")) {
            double last = found.bars().close(found.bars().size() - 1);
            tree.put("slippage_end_of_day", new AmihudSlippage().perUnit(last, 1e-10));
        }
        return Difference.everywhere().between("", recorded, tree);
    }

    private static Map<String, @Nullable Object> view(AgentView view) {
        Map<String, @Nullable Object> tree = ViewTrees.tree(view, "", "", false);
        tree.remove("symbol");
        tree.remove("bar");
        tree.put(
                "n_levels",
                view.agent().equals("liquidity")
                        ? Map.of(
                                "zones_support", view.levels().support().size(),
                                "zones_resist", view.levels().resistance().size())
                        : null);
        return tree;
    }

    private static Map<String, @Nullable Object> idea(Decision decision, JsonNode recorded) {
        Proposal proposal = decision instanceof Trade trade
                ? new Proposal.Take(
                        trade.views(),
                        trade.scores(),
                        trade.direction(),
                        trade.confidence(),
                        trade.size(),
                        trade.timeStopBars(),
                        trade.stopLoss(),
                        trade.rationale())
                : new Proposal.Pass(
                        decision.views(),
                        decision.scores(),
                        ((NoTrade) decision).reason(),
                        ((NoTrade) decision).smallestChange());
        Map<String, @Nullable Object> tree = IdeaTrees.tree(proposal, "", "");
        tree.remove("symbol");
        if (recorded.has("bar")) {
            tree.put("bar", recorded.path("bar").asString());
        } else {
            tree.remove("bar");
        }
        return tree;
    }

    private List<FeatureRow> unstableCandidates(Optional<FeatureRow> row, int i) {
        if (row.isEmpty()) {
            return List.of();
        }
        long asked = day.pipeline().eventMicros(found.bars(), i);
        FeatureRow read = row.get();
        List<FeatureRow> filed = day.partitionOf(asked);
        long rows = filed.stream().filter(r -> r.eventMicros() <= asked).count();
        List<FeatureRow> sameBar = filed.stream()
                .filter(r -> r.eventMicros() == read.eventMicros())
                .toList();
        return rows > STABLE_ROWS && sameBar.size() > 1 ? sameBar : List.of();
    }
}
