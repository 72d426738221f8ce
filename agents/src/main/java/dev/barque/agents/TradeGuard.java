package dev.barque.agents;

import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.feature.FeatureRow;

/** May veto a proposed trade or shrink it, never enlarge it. */
public interface TradeGuard {
    /** Its name in verdicts and reports. */
    String id();

    /** Its verdict on one proposal. */
    GuardVerdict check(Proposal.Take proposal, FeatureRow row, MarketContext market);
}
