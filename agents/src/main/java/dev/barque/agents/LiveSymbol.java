package dev.barque.agents;

import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.BarHistory;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One symbol of a live pipeline: its windows, and how far its last bar has come. A bar is taken, its row is accepted, it is
 * decided, its record is accepted; what fails leaves it where it was, so that the same bar goes on from there. Used by one thread
 * at a time.
 */
final class LiveSymbol {
    /** How far the last bar has come. */
    private enum Stage {
        TAKEN,
        STORED,
        PROPOSED,
        DECIDED,
        RECORDED
    }

    private final DecisionPipeline pipeline;
    private final DecisionSession session;
    private final AgentRoster.Links links;
    private final BarHistory history;
    private SymbolFeatures features;
    private Stage stage = Stage.RECORDED;
    private @Nullable MarketContext market;
    private @Nullable FeatureRow computed;
    private @Nullable FeatureRow seen;
    private @Nullable Proposal proposal;
    private @Nullable Decision decision;

    LiveSymbol(DecisionPipeline pipeline, DecisionSession session, Symbol symbol, Duration interval) {
        this.pipeline = pipeline;
        this.session = session;
        links = session.linksOf(symbol);
        Profile profile = pipeline.profile();
        history = new BarHistory(symbol, interval, Math.max(profile.windowBars(), profile.warmUpBars() + 1));
        features = SymbolFeatures.remembering(pipeline, symbol);
    }

    Symbol symbol() {
        return history.symbol();
    }

    /** Whether the last bar has not come to its end. */
    boolean isPending() {
        return stage != Stage.RECORDED;
    }

    /** The decision about the last bar, when that has been made. */
    Decision decision() {
        return Objects.requireNonNull(decision);
    }

    /** Whether the last bar is this one, number for number. */
    boolean isLast(long time, double open, double high, double low, double close, double volume, double dollarVolume) {
        Bars bars = history.bars();
        int last = bars.size() - 1;
        return last >= 0
                && market != null
                && bars.time(last) == time
                && same(bars.close(last), close)
                && same(bars.volume(last), volume)
                && same(bars.dollarVolume(last), dollarVolume)
                && same(bars.open(last), open)
                && same(bars.high(last), high)
                && same(bars.low(last), low);
    }

    private static boolean same(double one, double other) {
        return Double.doubleToLongBits(one) == Double.doubleToLongBits(other);
    }

    /** Refuses a bar that is not later than the last; changes nothing. */
    void requireNewer(long time) {
        Bars bars = history.bars();
        if (!bars.isEmpty() && time <= bars.time(bars.size() - 1)) {
            throw AgentErrors.barNotNewer(symbol(), time, bars.time(bars.size() - 1));
        }
    }

    /** Takes a bar of the past into the windows; nothing is decided about it. */
    void remember(Bars bars, int i) {
        history.add(bars, i);
    }

    /** Takes the next bar into the windows. */
    void take(long time, double open, double high, double low, double close, double volume, double dollarVolume) {
        requireNewer(time);
        if (pipeline.profile().windowRule() == WindowRule.EACH_DAY_ANEW && isAnotherDate(time)) {
            history.clear();
        }
        history.add(time, open, high, low, close, volume, dollarVolume);
        market = new MarketContext(symbol(), time, close);
        computed = null;
        seen = null;
        proposal = null;
        decision = null;
        stage = Stage.TAKEN;
    }

    private boolean isAnotherDate(long time) {
        Bars bars = history.bars();
        return !bars.isEmpty()
                && Math.floorDiv(time, UtcMicros.PER_DAY)
                        != Math.floorDiv(bars.time(bars.size() - 1), UtcMicros.PER_DAY);
    }

    /** Puts a bar in its place; whether it is now in the windows. */
    boolean correct(long time, double open, double high, double low, double close, double volume, double dollarVolume) {
        Bars bars = history.bars();
        if (bars.isEmpty() || time > bars.time(bars.size() - 1)) {
            throw AgentErrors.correctionAhead(
                    symbol(),
                    time,
                    bars.isEmpty()
                            ? "never"
                            : "at "
                                    + UtcMicros.toInstant(bars.time(bars.size() - 1))
                                            .toString());
        }
        if (pipeline.profile().windowRule() == WindowRule.EACH_DAY_ANEW && isAnotherDate(time)) {
            return false;
        }
        if (!history.correct(time, open, high, low, close, volume, dollarVolume)) {
            return false;
        }
        forget();
        if (stage == Stage.TAKEN) {
            Bars corrected = history.bars();
            market = pipeline.contextAt(corrected, corrected.size() - 1);
            computed = null;
        }
        return true;
    }

    /** Lets engines begin again from the windows. */
    private void forget() {
        features = SymbolFeatures.remembering(pipeline, symbol());
    }

    /** The row of the bar that was taken, which is to be stored; null when it gets none or is stored already. */
    @Nullable
    FeatureRow row() {
        Bars bars = history.bars();
        if (stage != Stage.TAKEN || bars.size() <= pipeline.profile().warmUpBars()) {
            return null;
        }
        FeatureRow row = computed;
        if (row == null) {
            try {
                row = features.row(bars, bars.size() - 1, requireMarket());
            } catch (RuntimeException | Error e) {
                // An engine may have remembered half a bar.
                forget();
                throw e;
            }
            computed = row;
        }
        return row;
    }

    /** The row of the bar, if it has one, is in the store. */
    void stored() {
        if (stage == Stage.TAKEN) {
            stage = Stage.STORED;
        }
    }

    /**
     * Asks the agents about what a reader of the store knows at this bar: what a replay would read. Where too few bars lie before
     * it for a row, no earlier bar has one either.
     */
    void propose(FeatureReader store) {
        if (stage == Stage.STORED && computed == null) {
            proposeOn(null);
        } else if (stage == Stage.STORED) {
            Bars bars = history.bars();
            Instant event = UtcMicros.toInstant(pipeline.eventMicros(bars, bars.size() - 1));
            Optional<FeatureRow> known =
                    store.find(pipeline.profile().featureSet().id(), symbol(), AsOf.at(event));
            proposeOn(known.orElse(null));
        }
    }

    private void proposeOn(@Nullable FeatureRow row) {
        seen = row;
        proposal = row == null ? null : session.propose(links, row, requireMarket());
        stage = Stage.PROPOSED;
    }

    /** Lets the guards decide. */
    Decision decide(Circumstances circumstances) {
        if (stage == Stage.PROPOSED) {
            FeatureRow row = seen;
            decision = row == null
                    ? session.withoutFeatures(requireMarket(), circumstances)
                    : session.conclude(proposal, row, requireMarket(), circumstances);
            stage = Stage.DECIDED;
        }
        return decision();
    }

    /** Gives up on the last bar, which stays in the windows. */
    void abandon() {
        stage = Stage.RECORDED;
        market = null;
        decision = null;
    }

    /** The decision is in the log. */
    void recorded() {
        stage = Stage.RECORDED;
    }

    /** Whether the decision is made and not in the log. */
    boolean isUnrecorded() {
        return stage == Stage.DECIDED;
    }

    /** Takes and decides a bar of the past for what guards and roster remember of it: nothing is stored or recorded. */
    void rehearse(Bars bars, int i) {
        take(
                bars.time(i),
                bars.open(i),
                bars.high(i),
                bars.low(i),
                bars.close(i),
                bars.volume(i),
                bars.dollarVolume(i));
        FeatureRow row = row();
        stage = Stage.STORED;
        proposeOn(row);
        decide(Circumstances.unknown());
        abandon();
    }

    private MarketContext requireMarket() {
        return Objects.requireNonNull(market);
    }
}
