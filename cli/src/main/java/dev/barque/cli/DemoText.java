package dev.barque.cli;

import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.work.Census;
import dev.barque.cli.internal.work.DemoData;
import dev.barque.cli.internal.work.DemoRun;
import dev.barque.cli.internal.work.Figures;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.SmallestChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the demonstration says about its outcome. */
final class DemoText {
    private DemoText() {}

    /** One sentence or more for each profile: what it did and why, whatever the sign of the result. */
    static List<String> verdicts(List<DemoRun.Outcome> outcomes) {
        List<String> sentences = new ArrayList<>();
        for (DemoRun.Outcome outcome : outcomes) {
            Figures figures = Figures.of(outcome.results());
            Census census = Census.of(outcome.results());
            sentences.add(outcome.variant().name() + (figures.trades() == 0 ? none(census) : traded(figures)));
            outcome.variant().choice().caveat().ifPresent(sentences::add);
        }
        return sentences;
    }

    private static String none(Census census) {
        StringBuilder text = new StringBuilder(" makes no trade on these days.");
        census.mostFrequent()
                .ifPresent(reason -> text.append(" Most frequent reason: ")
                        .append(reason.text())
                        .append(", on ")
                        .append(census.reasons().get(reason))
                        .append(" bars."));
        census.nearestMiss()
                .ifPresent(miss -> text.append(" Nearest miss: ")
                        .append(miss.time())
                        .append(", where ")
                        .append(miss.smallestChange().text())
                        .append('.'));
        return text.toString();
    }

    private static String traded(Figures figures) {
        String sign = figures.pnl() > 0 ? "earns " : figures.pnl() < 0 ? "loses " : "ends even at ";
        return " makes " + figures.trades() + (figures.trades() == 1 ? " trade and " : " trades and ") + sign
                + Figure.fixed(Math.abs(figures.pnl()), 4) + " USD after costs of "
                + Figure.fixed(figures.costs(), 4) + " USD (before them: "
                + Figure.signed(figures.pnl() + figures.costs(), 4)
                + " USD), for one unit of size (one share). Three days say nothing about any other day.";
    }

    /** What the report says about itself. */
    static String provenance(List<DemoRun.Outcome> outcomes) {
        return DemoData.PROVENANCE + ". " + String.join(" ", verdicts(outcomes));
    }

    static Map<String, @Nullable Object> tree(String home, String report, List<DemoRun.Outcome> outcomes) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("home", home);
        tree.put("report", report);
        tree.put("provenance", DemoData.PROVENANCE);
        tree.put("symbol", DemoData.SYMBOL.value());
        tree.put("dates", DemoData.DATES.stream().map(Object::toString).toList());
        tree.put("variants", outcomes.stream().map(DemoText::variant).collect(Collectors.toList()));
        return tree;
    }

    private static Map<String, @Nullable Object> variant(DemoRun.Outcome outcome) {
        Figures figures = Figures.of(outcome.results());
        Census census = Census.of(outcome.results());
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("name", outcome.variant().name());
        tree.put("slippage", outcome.variant().slippage().id());
        tree.put("days", figures.days());
        tree.put("bars", figures.bars());
        tree.put("bars_decided", figures.decided());
        tree.put("trades", figures.trades());
        tree.put("pnl", JsonText.number(figures.pnl()));
        tree.put("costs", JsonText.number(figures.costs()));
        tree.put("win_rate", JsonText.number(figures.winRate()));
        tree.put("max_drawdown", JsonText.number(figures.maxDrawdown()));
        tree.put("replay_micros_per_bar", JsonText.number(outcome.replayNanos() / 1e3));
        tree.put("features_micros_per_bar", JsonText.number(outcome.featureNanos() / 1e3));
        Map<String, @Nullable Object> reasons = JsonText.object();
        census.reasons().forEach((reason, count) -> reasons.put(reason.text(), count));
        tree.put("no_trade_reasons", reasons);
        tree.put("nearest_miss", census.nearestMiss().map(DemoText::miss).orElse(null));
        tree.put("caveat", outcome.variant().choice().caveat().orElse(null));
        return tree;
    }

    private static Map<String, @Nullable Object> miss(NoTrade nearest) {
        SmallestChange change = nearest.smallestChange();
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("time", nearest.time().toString());
        tree.put("text", change.text());
        tree.put("amount", JsonText.number(change.amount()));
        return tree;
    }
}
