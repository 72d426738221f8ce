package dev.barque.agents;

import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Bars;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The one way from a bar to a decision, the same for live use and for replay: bars to features by {@link #features}, features
 * to one explained decision by {@link #decide}. Keeps no state; safe for use by several threads.
 */
public final class DecisionPipeline {
    private final Profile profile;
    private final OptionChains chains;
    private final int[] base;
    private final List<String> groups;
    private final List<int[]> groupFields = new ArrayList<>();

    /** The pipeline of a profile; its engines must write exactly the fields of its feature set, in order. */
    public DecisionPipeline(Profile profile, OptionChains chains) {
        this.profile = profile;
        this.chains = chains;
        base = basesOf(profile);
        groups = profile.missingEngines() == MissingEngines.SKIP_BAR ? groupsThatAgentsRead(profile) : List.of();
        List<FeatureField> fields = profile.featureSet().schema().fields();
        for (String group : groups) {
            groupFields.add(IntStream.range(0, fields.size())
                    .filter(f -> fields.get(f).name().startsWith(group + "."))
                    .toArray());
        }
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
        return SymbolFeatures.anew(this, bars.symbol()).row(bars, i, contextAt(bars, i));
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

    /**
     * Begins a run: decisions in the order of time, with what guards remember from bar to bar, under
     * {@link FailureRule#standard()} and without taking the time of agents.
     */
    public DecisionSession newSession() {
        return newSession(FailureRule.standard(), () -> 0);
    }

    /**
     * Begins a run under a rule for agents that fail.
     *
     * @param ticker nanoseconds that only go forward, such as {@code System::nanoTime}: how long agents take
     */
    public DecisionSession newSession(FailureRule failures, LongSupplier ticker) {
        return new DecisionSession(this, failures, ticker);
    }

    /** The decision on a row by itself: guards remember nothing and know of no account. */
    public Decision decide(FeatureRow row, MarketContext market) {
        return newSession().decide(row, market, Circumstances.unknown());
    }

    /** The decision on a bar for which there is no row. */
    public Decision withoutFeatures(MarketContext market, String why) {
        return newSession().withoutFeatures(market, why, Circumstances.unknown());
    }

    OptionChains chains() {
        return chains;
    }

    /** Index in a row of the first field that an engine writes. */
    int base(int engine) {
        return base[engine];
    }

    /** The group of features that a row lacks and without which nothing is decided; empty when there is none. */
    String missingGroup(FeatureRow row) {
        for (int g = 0; g < groups.size(); g++) {
            if (isMissing(row, groupFields.get(g))) {
                return groups.get(g);
            }
        }
        return "";
    }

    private static boolean isMissing(FeatureRow row, int[] fields) {
        for (int field : fields) {
            if (!row.isNull(field)) {
                return false;
            }
        }
        return true;
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
    private static List<String> groupsThatAgentsRead(Profile profile) {
        Set<String> read = new LinkedHashSet<>();
        for (Agent agent : profile.agents()) {
            read.add(agent.id());
        }
        Set<String> written = new LinkedHashSet<>();
        for (FeatureEngine engine : profile.engines()) {
            written.add(engine.descriptor().id());
        }
        written.retainAll(read);
        return List.copyOf(written);
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
