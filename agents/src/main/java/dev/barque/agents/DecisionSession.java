package dev.barque.agents;

import dev.barque.core.decision.AgentReports;
import dev.barque.core.decision.AgentStatus;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Reading;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.RowId;
import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a pipeline, live or replayed: decisions about many symbols in the order of time, and what guards remember from
 * bar to bar. Two sessions that are told the same decide the same. Used by one thread at a time.
 */
public final class DecisionSession {
    private final DecisionPipeline pipeline;
    private final Profile profile;
    private final List<TradeGuard.Watch> watches = new ArrayList<>();
    private final AgentRoster roster;
    private final Map<Symbol, AgentRoster.Links> links = new HashMap<>();

    DecisionSession(DecisionPipeline pipeline, FailureRule failures, LongSupplier ticker) {
        this.pipeline = pipeline;
        profile = pipeline.profile();
        roster = new AgentRoster(profile, failures, ticker);
        for (TradeGuard guard : profile.guards()) {
            watches.add(DecisionPipeline.call("guard", guard.id(), "beginning a run", guard::watch));
        }
    }

    /** The decision on a row. */
    public Decision decide(FeatureRow row, MarketContext market, Circumstances circumstances) {
        return conclude(propose(linksOf(row.symbol()), row, market), row, market, circumstances);
    }

    /** How agents stand with a symbol in this run. */
    AgentRoster.Links linksOf(Symbol symbol) {
        AgentRoster.Links known = links.get(symbol);
        if (known == null) {
            known = roster.links();
            links.put(symbol, known);
        }
        return known;
    }

    /**
     * What agents and composer make of a row, before any guard; null when it lacks an engine that the profile insists on. Several
     * threads may ask at once, each about its own symbols.
     */
    @Nullable
    Proposal propose(AgentRoster.Links of, FeatureRow row, MarketContext market) {
        if (!row.schema().equals(profile.featureSet().schema())) {
            throw AgentErrors.wrongSet(profile.featureSet(), row);
        }
        return pipeline.missingGroup(row).isEmpty()
                ? profile.composer().compose(roster.views(of, row, market), row, market)
                : null;
    }

    /** What becomes of a proposal, with the guards, which see one bar after the other. */
    Decision conclude(@Nullable Proposal proposal, FeatureRow row, MarketContext market, Circumstances circumstances) {
        Circumstances known = counted(circumstances, market);
        showToGuards(market, row, known);
        if (proposal == null) {
            return new NoTrade(
                    Grounds.empty(market.symbol(), market.time(), profile.id(), row.id()),
                    NoTrade.Reason.ENGINE_MISSING,
                    new SmallestChange(
                            "features of the " + pipeline.missingGroup(row) + " engine would be needed", Double.NaN));
        }
        if (proposal instanceof Proposal.Take take) {
            return guarded(take, row, market, known);
        }
        Proposal.Pass pass = (Proposal.Pass) proposal;
        return new NoTrade(grounds(pass, row, market, known, List.of()), pass.reason(), pass.smallestChange());
    }

    /** How the agents have been doing in this run; it may be read by any thread. */
    public AgentReports agentReports() {
        return roster;
    }

    /** Lets an agent speak on no symbol until {@link #connect}; it abstains. Any thread may call it; replays know nothing of it. */
    public void disconnect(String agent) {
        roster.link(agent, AgentStatus.Link.DISCONNECTED_BY_HOST);
    }

    /** Lets an agent speak again; on symbols where it was away after failures it stays away as long as the rule says. */
    public void connect(String agent) {
        roster.link(agent, AgentStatus.Link.CONNECTED);
    }

    /** The decision on a bar of which no row was known by then. */
    public Decision withoutFeatures(MarketContext market, Circumstances circumstances) {
        return withoutFeatures(
                market, "a row of " + profile.featureSet().id() + " known by then would be needed", circumstances);
    }

    /** The decision on a bar for which there is no row. */
    public Decision withoutFeatures(MarketContext market, String why, Circumstances circumstances) {
        showToGuards(market, null, counted(circumstances, market));
        return new NoTrade(
                Grounds.empty(market.symbol(), market.time(), profile.id(), null),
                NoTrade.Reason.NO_FEATURES,
                new SmallestChange(why, Double.NaN));
    }

    /** What this run knows by itself and guards ask for: how often agents have failed. A host that counts more may say so. */
    private Circumstances counted(Circumstances given, MarketContext market) {
        if (watches.isEmpty() || given.reading(Reading.FAILURES).isPresent()) {
            return given;
        }
        List<Reading> readings = new ArrayList<>(given.readings());
        readings.add(new Reading(Reading.FAILURES, roster.failures(), market.timeMicros()));
        return new Circumstances(given.account(), readings);
    }

    private void showToGuards(MarketContext market, @Nullable FeatureRow row, Circumstances known) {
        if (watches.isEmpty()) {
            return;
        }
        GuardContext context = new GuardContext(market, row, known);
        for (int g = 0; g < watches.size(); g++) {
            TradeGuard.Watch watch = watches.get(g);
            DecisionPipeline.call("guard", profile.guards().get(g).id(), "looking at a bar", () -> {
                watch.bar(context);
                return watch;
            });
        }
    }

    private Decision guarded(Proposal.Take proposed, FeatureRow row, MarketContext market, Circumstances known) {
        GuardContext context = new GuardContext(market, row, known);
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
                                grounds(take, row, market, known, verdicts),
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
                        grounds(left, row, market, known, verdicts),
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

    private Grounds grounds(
            Proposal proposal, FeatureRow row, MarketContext market, Circumstances known, List<GuardVerdict> verdicts) {
        RowId id = row.id();
        return new Grounds(
                market.symbol(),
                row.eventMicros() == market.timeMicros() ? id.eventTime() : market.time(),
                profile.id(),
                id,
                proposal.views(),
                proposal.scores(),
                verdicts,
                watches.isEmpty() ? Circumstances.unknown() : known);
    }
}
