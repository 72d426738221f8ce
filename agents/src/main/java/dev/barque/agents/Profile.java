package dev.barque.agents;

import dev.barque.core.feature.FeatureSet;
import java.util.List;
import java.util.Objects;

/**
 * A complete set of rules from bars to decisions: the same pipeline with other parts.
 *
 * @param id its name in decisions and reports, such as {@code V1}
 * @param featureSet the features that its engines write and its agents read
 * @param engines in the order of their fields in the feature set
 * @param agents in the order in which they are asked
 * @param composer makes one proposal of the views
 * @param guards in the order in which they are asked
 * @param missingEngines what becomes of a bar without one of the engines
 * @param stampRule what instant a row is about
 * @param windowRule how far back windows may reach
 * @param warmUpBars bars that must lie before the first bar that gets features
 */
public record Profile(
        String id,
        FeatureSet featureSet,
        List<FeatureEngine> engines,
        List<Agent> agents,
        Composer composer,
        List<TradeGuard> guards,
        MissingEngines missingEngines,
        StampRule stampRule,
        WindowRule windowRule,
        int warmUpBars) {
    /** Copies the lists. */
    public Profile {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(featureSet, "featureSet");
        Objects.requireNonNull(composer, "composer");
        Objects.requireNonNull(windowRule, "windowRule");
        engines = List.copyOf(engines);
        agents = List.copyOf(agents);
        guards = List.copyOf(guards);
        if (warmUpBars < 0) {
            throw new IllegalArgumentException("warmUpBars must not be negative but was " + warmUpBars);
        }
    }

    /** The most bars that one of its engines looks at. */
    public int windowBars() {
        return engines.stream()
                .mapToInt(engine -> engine.descriptor().windowBars())
                .max()
                .orElse(1);
    }

    /**
     * The same rules over other parts, under another name: how a plug-in gets into a profile. What is left as it is are
     * guards, warm-up, and the rules for missing engines, stamps and windows.
     *
     * @param newId its name; rules that differ need one of their own
     * @param set what the engines write, in their order; a version of its own when it differs
     */
    public Profile withParts(
            String newId,
            FeatureSet set,
            List<FeatureEngine> otherEngines,
            List<Agent> otherAgents,
            Composer otherComposer) {
        return new Profile(
                newId,
                set,
                otherEngines,
                otherAgents,
                otherComposer,
                guards,
                missingEngines,
                stampRule,
                windowRule,
                warmUpBars);
    }

    /** The same rules with guards. */
    public Profile withGuards(List<TradeGuard> added) {
        return new Profile(
                id, featureSet, engines, agents, composer, added, missingEngines, stampRule, windowRule, warmUpBars);
    }
}
