package com.example.regime;

import dev.barque.agents.Agent;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.Profile;
import dev.barque.agents.plugin.Plugins;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a plug-in gets into a profile: the profile V1 with one engine and one agent more. */
public final class RegimeProfile {
    private RegimeProfile() {}

    /** V1 and the regime. Its features are another version, since rows of it hold more than those of v1.0.0. */
    public static Profile of(Plugins plugins) {
        Profile v1 = StandardProfiles.v1();
        List<FeatureEngine> engines = new ArrayList<>(v1.engines());
        engines.add(plugins.engine("regime", Map.of("persistence", "0.95")));
        List<FeatureField> fields = new ArrayList<>();
        for (FeatureEngine engine : engines) {
            fields.addAll(engine.descriptor().schema().fields());
        }
        FeatureSet set = new FeatureSet(
                FeatureSetId.of("v1.0.0-regime-1"),
                FeatureSchema.of(fields),
                v1.featureSet().lookback());
        List<Agent> agents = new ArrayList<>();
        for (String id : List.of("hedge", "liquidity", "sentiment", "regime")) {
            agents.add(plugins.agent(id, set.schema(), Map.of()));
        }
        return v1.withParts(
                "V1_REGIME", set, engines, agents, plugins.composer("alignment", set.schema(), Map.of()));
    }
}
