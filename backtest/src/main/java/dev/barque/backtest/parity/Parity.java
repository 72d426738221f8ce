package dev.barque.backtest.parity;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.DecisionSession;
import dev.barque.agents.FeatureHistory;
import dev.barque.agents.MarketContext;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds recorded decisions against what the same pipeline decides today on what live saw: the bars of a source, the features that
 * were known at each bar, and account and readings out of the records themselves. Every field counts, bit by bit.
 *
 * <p>A digest is SHA-256 over all fields of the decisions in the order of time ({@code DecisionFields}): a path, a letter for the
 * kind, and the value (a text with its length, a number as its 64 bits). Keeps no state; safe for use by several threads.
 */
public final class Parity {
    private final DecisionPipeline pipeline;
    private final BarSource bars;
    private final FeatureReader features;
    private final ParityRules rules;

    /** A comparison with what this pipeline decides on these bars and features. */
    public Parity(DecisionPipeline pipeline, BarSource bars, FeatureReader features, ParityRules rules) {
        this.pipeline = Objects.requireNonNull(pipeline, "pipeline");
        this.bars = Objects.requireNonNull(bars, "bars");
        this.features = Objects.requireNonNull(features, "features");
        this.rules = Objects.requireNonNull(rules, "rules");
    }

    /**
     * Compares the records of some UTC dates.
     *
     * @param dates ascending
     * @param recorded what was decided on a date about this symbol by this profile, in any order, one for each bar at most
     * @param done hears how many bars are done, on this thread
     */
    public ParityReport compare(
            Symbol symbol, List<LocalDate> dates, Function<LocalDate, List<Decision>> recorded, IntConsumer done) {
        Comparison comparison = new Comparison(symbol, done);
        for (LocalDate date : dates) {
            comparison.date(date, recorded.apply(date));
        }
        return comparison.report();
    }

    private final class Comparison {
        private final Symbol symbol;
        private final IntConsumer done;
        private final FeatureSetId set = pipeline.profile().featureSet().id();
        private final DecisionDigest live = new DecisionDigest();
        private final DecisionDigest replay = new DecisionDigest();
        private final List<Instant> missing = new ArrayList<>();
        private final List<Instant> extra = new ArrayList<>();
        private final List<ParityDifference> differences = new ArrayList<>();
        private DecisionSession session = pipeline.newSession();
        private int barCount;
        private int recordCount;
        private int differing;

        Comparison(Symbol symbol, IntConsumer done) {
            this.symbol = symbol;
            this.done = done;
        }

        void date(LocalDate date, List<Decision> recorded) {
            if (rules.sessions() == ParityRules.Sessions.EACH_DATE) {
                session = pipeline.newSession();
            }
            Map<Long, Decision> records = new TreeMap<>();
            recorded.forEach(decision -> records.put(UtcMicros.of(decision.time()), decision));
            records.values().forEach(live::add);
            recordCount += records.size();
            Map<Long, FeatureRow> computed = computed(date);
            Bars day = bars.day(symbol, date).inTimeOrder();
            List<ParityDifference> found = new ArrayList<>();
            for (int i = 0; i < day.size(); i++) {
                bar(day, i, records.remove(day.time(i)), computed, found);
                done.accept(++barCount);
            }
            for (Decision without : records.values()) {
                extra.add(without.time());
                found.add(new ParityDifference(without.time(), "record", without.explanation(), "no such bar"));
            }
            found.sort(Comparator.comparing(ParityDifference::time));
            found.stream()
                    .limit(Math.max(0, ParityReport.MOST_LISTED - differences.size()))
                    .forEach(differences::add);
        }

        private Map<Long, FeatureRow> computed(LocalDate date) {
            Map<Long, FeatureRow> rows = new HashMap<>();
            if (rules.features() == ParityRules.Features.RECOMPUTED_TOO) {
                new FeatureHistory(pipeline, bars).rows(symbol, date).forEach(row -> rows.put(row.eventMicros(), row));
            }
            return rows;
        }

        private void bar(
                Bars day,
                int i,
                @Nullable Decision record,
                Map<Long, FeatureRow> computed,
                List<ParityDifference> found) {
            long event = pipeline.eventMicros(day, i);
            Optional<FeatureRow> row = features.find(set, symbol, AsOf.at(event));
            Decision now = decide(pipeline.contextAt(day, i), row, record);
            replay.add(now);
            Optional<ParityDifference> first = row.filter(kept -> kept.eventMicros() == event)
                    .flatMap(kept -> recomputed(kept, computed.get(event), now));
            if (record == null) {
                missing.add(now.time());
                first = Optional.of(new ParityDifference(now.time(), "record", "none", now.explanation()));
            } else {
                Optional<ParityDifference> decided = FieldComparison.of(record, now);
                differing += decided.isPresent() ? 1 : 0;
                first = first.or(() -> decided);
            }
            first.ifPresent(found::add);
        }

        private Optional<ParityDifference> recomputed(FeatureRow kept, @Nullable FeatureRow computed, Decision now) {
            if (rules.features() == ParityRules.Features.AS_KEPT) {
                return Optional.empty();
            }
            return computed == null
                    ? Optional.of(new ParityDifference(
                            now.time(), "features", "a row", "none: too few bars, or none on this date"))
                    : FieldComparison.of(kept, computed, now);
        }

        private Decision decide(MarketContext market, Optional<FeatureRow> row, @Nullable Decision record) {
            Circumstances circumstances =
                    record == null ? Circumstances.unknown() : record.grounds().circumstances();
            return row.isPresent()
                    ? session.decide(row.get(), market, circumstances)
                    : session.withoutFeatures(market, why(record), circumstances);
        }

        /** Why there were no features is said by whoever asks the pipeline, not by the pipeline. */
        private String why(@Nullable Decision record) {
            return record instanceof NoTrade none && none.reason() == NoTrade.Reason.NO_FEATURES
                    ? none.smallestChange().text()
                    : "a row of " + set + " known by then would be needed";
        }

        ParityReport report() {
            return new ParityReport(
                    barCount, recordCount, differing, missing, extra, differences, live.hex(), replay.hex());
        }
    }
}
