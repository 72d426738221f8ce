package dev.barque.cli.internal.work;

import dev.barque.agents.DecisionPipeline;
import dev.barque.backtest.Replay;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.ReplayRules;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.cli.internal.CliErrors;
import dev.barque.core.decision.DecisionLog;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * One way to replay: a profile and what execution costs.
 *
 * @param name what reports call it
 * @param choice by which rules
 * @param slippage what execution costs
 */
public record Variant(String name, ProfileChoice choice, SlippageModel slippage) {
    /** A profile with the slippage that belongs to it. */
    public static Variant of(ProfileChoice choice) {
        return new Variant(choice.name(), choice, choice.replayRules().slippage());
    }

    /** A profile with another slippage, which is part of the name. */
    public static Variant of(ProfileChoice choice, SlippageModel slippage) {
        return new Variant(choice.name() + " " + slippage.id(), choice, slippage);
    }

    /** The same under another name. */
    public Variant named(String other) {
        return new Variant(other, choice, slippage);
    }

    /** Replays each day by itself; {@code done} hears after each day how many bars are done. */
    public List<ReplayResult> replay(
            BarSource bars, ParquetFeatureStore features, Symbol symbol, List<LocalDate> dates, IntConsumer done) {
        return replay(bars, features, symbol, dates, DecisionLog.none(), done);
    }

    /** The same, and each bar's decision goes to a log. */
    public List<ReplayResult> replay(
            BarSource bars,
            ParquetFeatureStore features,
            Symbol symbol,
            List<LocalDate> dates,
            DecisionLog log,
            IntConsumer done) {
        requireFeatures(choice, features, symbol, dates);
        DecisionPipeline pipeline =
                choice.pipeline(Learning.upTo(dates.get(dates.size() - 1), choice, bars, features, symbol));
        ReplayRules rules = choice.replayRules().withSlippage(slippage);
        Replay replay = new Replay(pipeline, rules).loggingTo(log);
        List<ReplayResult> results = new ArrayList<>();
        int bar = 0;
        for (LocalDate date : dates) {
            ReplayResult result = replay.run(bars.day(symbol, date), features);
            results.add(result);
            bar += result.bars().size();
            done.accept(bar);
        }
        return results;
    }

    /** Throws {@code cli.no-features} where a date has none. */
    public static void requireFeatures(
            ProfileChoice choice, ParquetFeatureStore features, Symbol symbol, List<LocalDate> dates) {
        FeatureSetId set = choice.profile().featureSet().id();
        List<LocalDate> there = features.dates(set, symbol);
        for (LocalDate date : dates) {
            if (!there.contains(date)) {
                throw CliErrors.noFeatures(features.home(), symbol, date, choice.word(), set.value(), there);
            }
        }
    }
}
