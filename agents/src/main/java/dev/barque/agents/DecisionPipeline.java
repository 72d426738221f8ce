package dev.barque.agents;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.market.BarWindow;
import dev.barque.core.market.Bars;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The one way from a bar to a decision, the same for live use and for replay: bars to features by {@link #features}, features
 * to one explained decision by {@link #decide}. Keeps no state; safe for use by several threads.
 */
public final class DecisionPipeline {
    private final Profile profile;
    private final OptionChains chains;
    private final int[] base;
    private final Set<String> groups;

    /** The pipeline of a profile; its engines must write exactly the fields of its feature set, in order. */
    public DecisionPipeline(Profile profile, OptionChains chains) {
        this.profile = profile;
        this.chains = chains;
        base = basesOf(profile);
        groups = groupsThatAgentsRead(profile);
    }

    /** By which rules it works. */
    public Profile profile() {
        return profile;
    }

    /**
     * The features of bar {@code i}, from the bars up to it. Where the profile stamps rows with the opening of the bar, the
     * interval of the bars must be declared, or it is taken as zero: times that were not shifted at ingest then stay as they
     * are.
     */
    public FeatureRow features(Bars bars, int i) {
        MarketContext market = contextAt(bars, i);
        long event = eventMicros(bars, i);
        FeatureRow.Builder row = FeatureRow.builder(profile.featureSet(), bars.symbol());
        long lagMicros = 0;
        for (int e = 0; e < base.length; e++) {
            FeatureEngine engine = profile.engines().get(e);
            EngineDescriptor descriptor = engine.descriptor();
            BarWindow window = bars.windowEndingAt(i, descriptor.windowBars());
            EngineInput input = new EngineInput(bars.time(i), market.spot(), window, chains.at(market), 0);
            EngineOutput output = new EngineOutput(row, base[e]);
            call("engine", descriptor.id(), "computing features", () -> {
                engine.compute(input, output);
                return descriptor;
            });
            lagMicros = Math.max(lagMicros, descriptor.lag().toNanos() / 1_000);
        }
        return row.build(event, event + lagMicros);
    }

    /** The event time that a row about bar {@code i} gets, and by which a replay must ask for it. */
    public long eventMicros(Bars bars, int i) {
        return switch (profile.stampRule()) {
            case BAR_CLOSE -> bars.time(i);
            case BAR_OPEN -> bars.time(i) - bars.intervalMicros();
        };
    }

    /** The market at bar {@code i}. */
    public MarketContext contextAt(Bars bars, int i) {
        return new MarketContext(bars.symbol(), bars.time(i), bars.close(i));
    }

    /** The decision on a row. */
    public Decision decide(FeatureRow row, MarketContext market) {
        FeatureSchema expected = profile.featureSet().schema();
        if (!row.schema().equals(expected)) {
            throw AgentErrors.wrongSet(profile.featureSet(), row);
        }
        if (profile.missingEngines() == MissingEngines.SKIP_BAR) {
            for (String group : groups) {
                if (row.isGroupNull(group)) {
                    return new NoTrade(
                            Grounds.empty(market.symbol(), market.time(), profile.id(), row.id()),
                            NoTrade.Reason.ENGINE_MISSING,
                            new SmallestChange("features of the " + group + " engine would be needed", Double.NaN));
                }
            }
        }
        List<AgentView> views = new ArrayList<>(profile.agents().size());
        for (Agent agent : profile.agents()) {
            views.add(call("agent", agent.id(), "looking at " + row.symbol(), () -> agent.view(row, market)));
        }
        Proposal proposal = profile.composer().compose(views, row, market);
        if (proposal instanceof Proposal.Take take) {
            return guarded(take, row, market);
        }
        Proposal.Pass pass = (Proposal.Pass) proposal;
        return new NoTrade(grounds(pass, row, market, List.of()), pass.reason(), pass.smallestChange());
    }

    /** The decision on a bar for which there is no row. */
    public Decision withoutFeatures(MarketContext market, String why) {
        return new NoTrade(
                Grounds.empty(market.symbol(), market.time(), profile.id(), null),
                NoTrade.Reason.NO_FEATURES,
                new SmallestChange(why, Double.NaN));
    }

    private Decision guarded(Proposal.Take take, FeatureRow row, MarketContext market) {
        List<GuardVerdict> verdicts = new ArrayList<>(profile.guards().size());
        double size = take.size();
        for (TradeGuard guard : profile.guards()) {
            GuardVerdict verdict =
                    call("guard", guard.id(), "checking a proposal", () -> guard.check(take, row, market));
            verdicts.add(verdict);
            size *= verdict.sizeFactor();
            if (verdict.outcome() == GuardVerdict.Outcome.VETOED || size == 0) {
                return new NoTrade(
                        grounds(take, row, market, verdicts),
                        NoTrade.Reason.VETOED,
                        new SmallestChange(guard.id() + " would have to let it pass: " + verdict.reason(), Double.NaN));
            }
        }
        return new Trade(
                grounds(take, row, market, verdicts),
                take.direction(),
                take.confidence(),
                size,
                take.timeStopBars(),
                take.stopLoss(),
                take.rationale());
    }

    private Grounds grounds(Proposal proposal, FeatureRow row, MarketContext market, List<GuardVerdict> verdicts) {
        return new Grounds(
                market.symbol(), market.time(), profile.id(), row.id(), proposal.views(), proposal.scores(), verdicts);
    }

    private static <T> T call(String kind, String id, String attempted, Supplier<T> work) {
        try {
            return work.get();
        } catch (BarqueException e) {
            throw e;
        } catch (RuntimeException e) {
            throw AgentErrors.pluginFailed(kind, id, attempted, e);
        }
    }

    /** An agent is named after the engine whose features it reads. */
    private static Set<String> groupsThatAgentsRead(Profile profile) {
        Set<String> read = new LinkedHashSet<>();
        for (Agent agent : profile.agents()) {
            read.add(agent.id());
        }
        Set<String> written = new LinkedHashSet<>();
        for (FeatureEngine engine : profile.engines()) {
            written.add(engine.descriptor().id());
        }
        written.retainAll(read);
        return written;
    }

    private static int[] basesOf(Profile profile) {
        List<String> written = new ArrayList<>();
        int[] bases = new int[profile.engines().size()];
        for (int e = 0; e < bases.length; e++) {
            bases[e] = written.size();
            for (FeatureField field :
                    profile.engines().get(e).descriptor().schema().fields()) {
                written.add(field.name());
            }
        }
        List<String> expected = profile.featureSet().schema().fields().stream()
                .map(FeatureField::name)
                .toList();
        if (!written.equals(expected)) {
            throw AgentErrors.enginesDoNotMakeSet(profile.featureSet(), written);
        }
        return bases;
    }
}
