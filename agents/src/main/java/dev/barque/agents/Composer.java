package dev.barque.agents;

import dev.barque.core.decision.AgentView;
import dev.barque.core.feature.FeatureRow;
import java.util.List;

/** Makes one proposal of many views. A pure function of its arguments. */
public interface Composer {
    /** The proposal for one bar. */
    Proposal compose(List<AgentView> views, FeatureRow row, MarketContext market);
}
