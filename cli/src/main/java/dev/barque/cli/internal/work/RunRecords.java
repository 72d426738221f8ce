package dev.barque.cli.internal.work;

import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.manifest.RunDigest;
import dev.barque.backtest.reasons.WhyNoTrade;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionLog;

/** What a report and a manifest need of all decisions of a run: they are counted and digested, and none is kept. */
public final class RunRecords implements DecisionLog {
    /** Nearest misses that a report lists. */
    private static final int MISSES = 15;

    private final WhyNoTrade reasons = new WhyNoTrade(MISSES);
    private final RunDigest digest = new RunDigest();
    private long decisions;

    @Override
    public void append(Decision decision) {
        reasons.append(decision);
        digest.decision(decision);
        decisions++;
    }

    @Override
    public void close() {}

    /** The decisions, counted. */
    public WhyNoTrade reasons() {
        return reasons;
    }

    /** The digest of the decisions and of what came of them; to be asked for once, when the run is over. */
    public String digest(PortfolioResult result) {
        return digest.integer("decisions", decisions).account(result).hex();
    }
}
