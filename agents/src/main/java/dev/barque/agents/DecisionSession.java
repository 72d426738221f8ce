package dev.barque.agents;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a pipeline, live or replayed: decisions about many symbols in the order of time, and what guards remember from
 * bar to bar. Two sessions that are told the same decide the same. Used by one thread at a time.
 */
public final class DecisionSession {
    private final DecisionPipeline pipeline;
    private final Profile profile;
    private final List<TradeGuard.Watch> watches = new ArrayList<>();

    DecisionSession(DecisionPipeline pipeline) {
        this.pipeline = pipeline;
        profile = pipeline.profile();
        for (TradeGuard guard : profile.guards()) {
            watches.add(DecisionPipeline.call("guard", guard.id(), "beginning a run", guard::watch));
        }
    }

    /** The decision on a row. */
    public Decision decide(FeatureRow row, MarketContext market, Circumstances circumstances) {
        FeatureSchema expected = profile.featureSet().schema();
        if (!row.schema().equals(expected)) {
            throw AgentErrors.wrongSet(profile.featureSet(), row);
        }
        GuardContext context = new GuardContext(market, row, circumstances);
        showToGuards(context);
        if (profile.missingEngines() == MissingEngines.SKIP_BAR) {
            for (String group : pipeline.groups()) {
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
            views.add(DecisionPipeline.call(
                    "agent", agent.id(), "looking at " + row.symbol(), () -> agent.view(row, market)));
        }
        Proposal proposal = profile.composer().compose(views, row, market);
        if (proposal instanceof Proposal.Take take) {
            return guarded(take, row, context);
        }
        Proposal.Pass pass = (Proposal.Pass) proposal;
        return new NoTrade(grounds(pass, row, context, List.of()), pass.reason(), pass.smallestChange());
    }

    /** The decision on a bar for which there is no row. */
    public Decision withoutFeatures(MarketContext market, String why, Circumstances circumstances) {
        showToGuards(new GuardContext(market, null, circumstances));
        return new NoTrade(
                Grounds.empty(market.symbol(), market.time(), profile.id(), null),
                NoTrade.Reason.NO_FEATURES,
                new SmallestChange(why, Double.NaN));
    }

    private void showToGuards(GuardContext context) {
        for (int g = 0; g < watches.size(); g++) {
            TradeGuard.Watch watch = watches.get(g);
            DecisionPipeline.call("guard", profile.guards().get(g).id(), "looking at a bar", () -> {
                watch.bar(context);
                return watch;
            });
        }
    }

    private Decision guarded(Proposal.Take proposed, FeatureRow row, GuardContext context) {
        List<GuardVerdict> verdicts = new ArrayList<>(watches.size());
        Proposal.Take left = proposed;
        for (int g = 0; g < watches.size(); g++) {
            TradeGuard guard = profile.guards().get(g);
            TradeGuard.Watch watch = watches.get(g);
            Proposal.Take take = left;
            GuardVerdict verdict =
                    DecisionPipeline.call("guard", guard.id(), "checking a proposal", () -> watch.check(take, context));
            verdicts.add(verdict);
            double size = take.size() * verdict.sizeFactor();
            if (verdict.outcome() == GuardVerdict.Outcome.VETOED || size == 0) {
                return toGuards(
                        g,
                        new NoTrade(
                                grounds(take, row, context, verdicts),
                                NoTrade.Reason.VETOED,
                                new SmallestChange(
                                        guard.id() + " would have to let it pass: " + verdict.reason(),
                                        verdict.amount())));
            }
            left = size == take.size() ? take : take.withSize(size);
        }
        return toGuards(
                watches.size(),
                new Trade(
                        grounds(left, row, context, verdicts),
                        left.direction(),
                        left.confidence(),
                        left.size(),
                        left.timeStopBars(),
                        left.stopLoss(),
                        left.rationale()));
    }

    private Decision toGuards(int asked, Decision decision) {
        for (int g = 0; g < asked; g++) {
            TradeGuard.Watch watch = watches.get(g);
            DecisionPipeline.call("guard", profile.guards().get(g).id(), "hearing a decision", () -> {
                watch.decided(decision);
                return watch;
            });
        }
        return decision;
    }

    private Grounds grounds(Proposal proposal, FeatureRow row, GuardContext context, List<GuardVerdict> verdicts) {
        MarketContext market = context.market();
        return new Grounds(
                market.symbol(),
                market.time(),
                profile.id(),
                row.id(),
                proposal.views(),
                proposal.scores(),
                verdicts,
                watches.isEmpty() ? Circumstances.unknown() : context.circumstances());
    }
}
