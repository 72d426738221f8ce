package dev.barque.agents;

import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
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

    /** Begins a run: decisions in the order of time, with what guards remember from bar to bar. */
    public DecisionSession newSession() {
        return new DecisionSession(this);
    }

    /** The decision on a row by itself: guards remember nothing and know of no account. */
    public Decision decide(FeatureRow row, MarketContext market) {
        return newSession().decide(row, market, Circumstances.unknown());
    }

    /** The decision on a bar for which there is no row. */
    public Decision withoutFeatures(MarketContext market, String why) {
        return newSession().withoutFeatures(market, why, Circumstances.unknown());
    }

    /** The groups of features without which {@link MissingEngines#SKIP_BAR} decides nothing. */
    Set<String> groups() {
        return groups;
    }

    static <T> T call(String kind, String id, String attempted, Supplier<T> work) {
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
