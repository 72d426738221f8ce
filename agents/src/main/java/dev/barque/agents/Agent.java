package dev.barque.agents;

import dev.barque.core.decision.AgentView;
import dev.barque.core.feature.FeatureRow;

/** Looks at features and says what it thinks. A pure function of its arguments. */
public interface Agent {
    /** Its name in views, weights and reports, such as {@code hedge}. */
    String id();

    /** Its view of one row; an agent whose inputs are missing abstains. */
    AgentView view(FeatureRow row, MarketContext market);
}
