package dev.barque.cli.conformance;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.ClosedTrade;
import dev.barque.backtest.Replay;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.ReplayRules;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.PublishedFeatures;
import dev.barque.store.StampPolicy;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One day of the published replay: its files, read as they are, under the published rules. */
final class PublishedDay {
    private final DecisionPipeline pipeline = new DecisionPipeline(StandardProfiles.publishedV1(), OptionChains.none());
    private final Symbol symbol;
    private final LocalDate date;
    private final FeatureSetId set;
    private final L1Files l1;
    private final PublishedFeatures features;
    private final ZoneId zone;

    PublishedDay(Path l1Folder, Path featureRoot, String symbol, String date, String set) {
        this.symbol = Symbol.of(symbol);
        this.date = LocalDate.parse(date);
        this.set = FeatureSetId.of(set);
        // Stamps stay as they are written: the published replay asks for features by the stamp of the bar.
        l1 = L1Files.ofFolder(l1Folder)
                .stamps(StampConvention.atClose())
                .naiveZone(PythonValue.NAIVE_ZONE)
                .build();
        // The published replay looks for features under the date of the bar in the zone of the bar.
        zone = l1.zone(this.date).orElse(PythonValue.NAIVE_ZONE);
        features = PublishedFeatures.builder(featureRoot)
                .anySet(StandardProfiles.publishedV1().featureSet().schema())
                .zone(zone)
                .stamps(StampPolicy.UNIFORM)
                .build();
    }

    DecisionPipeline pipeline() {
        return pipeline;
    }

    PublishedFeatures features() {
        return features;
    }

    FeatureSetId set() {
        return set;
    }

    /** The day's bars, or why there are none in the words of the published system. */
    Optional<String> problem() {
        if (!l1.dates().contains(date)) {
            return Optional.of("No L1 data found for " + date);
        }
        return bars().isEmpty() ? Optional.of("No data for " + symbol + " on " + date) : Optional.empty();
    }

    Bars bars() {
        return l1.day(symbol, date);
    }

    ReplayResult replay() {
        return new Replay(pipeline, ReplayRules.published()).run(bars(), features, set);
    }

    /** All rows filed where a read for an instant looks. */
    List<FeatureRow> partitionOf(long micros) {
        return features.partition(LocalDate.ofInstant(UtcMicros.toInstant(micros), zone), symbol, set);
    }

    /** The first difference between a recorded result and ours. */
    Optional<String> difference(JsonNode expected, ReplayResult found) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("symbol", symbol.value());
        tree.put("date", date.toString());
        tree.put("pnl", found.statistics().pnl());
        tree.put("num_trades", found.statistics().trades());
        tree.put("win_rate", found.statistics().winRate());
        tree.put("avg_win", found.statistics().averageWin());
        tree.put("avg_loss", found.statistics().averageLoss());
        tree.put("sharpe_like_intraday", found.statistics().sharpeLikeIntraday());
        tree.put("max_drawdown", found.statistics().maxDrawdown());
        tree.put("trades", trades(expected.path("trades"), found.trades()));
        tree.put("equity_curve", equity(expected.path("equity_curve"), found));
        return Difference.everywhere().between("", expected, tree);
    }

    private static List<Object> trades(JsonNode expected, List<ClosedTrade> found) {
        List<Object> out = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            ClosedTrade trade = found.get(i);
            JsonNode recorded = expected.path(i);
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("t_entry", sameInstant(recorded.path("t_entry"), UtcMicros.of(trade.entryTime())));
            tree.put("direction", trade.direction().sign());
            tree.put("entry_px", trade.entryPrice());
            tree.put("size", trade.size());
            tree.put("time_stop_bars", trade.timeStopBars());
            tree.put("t_exit", sameInstant(recorded.path("t_exit"), UtcMicros.of(trade.exitTime())));
            tree.put("exit_px", trade.exitPrice());
            tree.put("pnl", trade.pnl());
            tree.put("exit_reason", trade.exitReason().text());
            out.add(tree);
        }
        return out;
    }

    private static List<Object> equity(JsonNode expected, ReplayResult found) {
        List<Object> out = new ArrayList<>();
        for (int i = 0; i < found.equity().size(); i++) {
            out.add(Map.of(
                    "t",
                    sameInstant(expected.path(i).path("t"), found.equity().timeMicros(i)),
                    "equity",
                    found.equity().value(i)));
        }
        return out;
    }

    /** The recorded text where it means the same instant. */
    static String sameInstant(JsonNode recorded, long micros) {
        String text = recorded.asString("");
        return !text.isEmpty() && PythonValue.micros(text, PythonValue.NAIVE_ZONE) == micros
                ? text
                : UtcMicros.toInstant(micros).toString();
    }
}
