package dev.barque.backtest.audit;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.FeatureHistory;
import dev.barque.backtest.EquityCurve;
import dev.barque.backtest.Replay;
import dev.barque.backtest.ReplayCircumstances;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.ReplayRules;
import dev.barque.core.account.AccountKeeper;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.decision.CircumstanceSource;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionLog;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A pipeline as a backtest runs it: features of each date, and a replay of it that decides and executes. Guards are shown an
 * account and the readings of the data. Keeps no state of its own.
 */
public final class ReplayedPipeline implements AuditedSystem {
    private final Function<AuditData, DecisionPipeline> pipeline;
    private final ReplayRules rules;
    private final Features features;
    private final TradingCalendar calendar;

    /** Where the rows come from on which is decided. */
    public enum Features {
        /** Computed from the bars of the data, and audited too. */
        COMPUTED,
        /** Those that the data has, which somebody else computed: what is audited is what is made of them. */
        AS_KEPT
    }

    /**
     * What is replayed, and how.
     *
     * @param pipeline makes it, anew for each run, of nothing but the data
     * @param calendar says when sessions of the account begin
     */
    public ReplayedPipeline(
            Function<AuditData, DecisionPipeline> pipeline,
            ReplayRules rules,
            Features features,
            TradingCalendar calendar) {
        this.pipeline = Objects.requireNonNull(pipeline, "pipeline");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.features = Objects.requireNonNull(features, "features");
        this.calendar = Objects.requireNonNull(calendar, "calendar");
    }

    @Override
    public void run(AuditData data, AuditTrace to) {
        DecisionPipeline decides = pipeline.apply(data);
        Replay replay = new Replay(decides, rules).loggingTo(new Listening(to));
        for (Symbol symbol : data.symbols()) {
            AccountKeeper account = AccountKeeper.builder(calendar).build();
            for (LocalDate date : data.dates()) {
                Bars day = data.bars().day(symbol, date);
                if (!day.isEmpty()) {
                    replay(data, decides, replay, day, date, account, to);
                }
            }
        }
    }

    private void replay(
            AuditData data,
            DecisionPipeline decides,
            Replay replay,
            Bars day,
            LocalDate date,
            AccountKeeper account,
            AuditTrace to) {
        FeatureReader reader = data.rows();
        if (features == Features.COMPUTED) {
            List<FeatureRow> rows = new FeatureHistory(decides, data.bars()).rows(day.symbol(), date);
            rows.forEach(to::features);
            reader = new ComputedRows(rows);
        }
        FeatureSetId set = decides.profile().featureSet().id();
        ReplayResult result = decides.profile().guards().isEmpty()
                ? replay.run(day, reader, set)
                : replay.run(
                        day, reader, set, new ReplayCircumstances(account, CircumstanceSource.of(data.readings())));
        EquityCurve equity = result.equity();
        long last = result.bars().time(result.bars().size() - 1);
        for (int i = 0; i < equity.size(); i++) {
            // At the last bar everything is closed because the bars end there, wherever that is.
            if (equity.timeMicros(i) < last) {
                to.equity(day.symbol(), equity.timeMicros(i), equity.value(i));
            }
        }
    }

    private record Listening(AuditTrace to) implements DecisionLog {
        @Override
        public void append(Decision decision) {
            to.decision(decision);
        }

        @Override
        public void close() {}
    }
}
