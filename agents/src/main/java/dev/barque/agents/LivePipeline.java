package dev.barque.agents;

import dev.barque.core.decision.AgentReports;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionLog;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureStore;
import dev.barque.core.market.Bar;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides live: bars of many symbols come in as they become complete, each gets one decision. Its features are in the store and
 * its record is in the log before the decision is handed out, and it is the decision that a replay over the same bars and rows
 * comes to.
 *
 * <p><b>Failures.</b> When store or log refuse, the call throws what they threw and hands out nothing. The bar is pending: the same
 * bar, offered again, goes on where it stopped and is decided once. Offered a later bar of the symbol, the pipeline settles the
 * pending one first, and takes in the later one only when that succeeds. So nothing is left out of store, log and the memory of
 * guards, whichever way the host goes on; unless it says {@link #abandon}.
 *
 * <p><b>Order.</b> Bars of a symbol come in the order of time. The last bar once more, number for number, is answered with the
 * decision that was made. Any other bar at or before the last is refused ({@code agents.bar-not-newer}) and changes nothing;
 * {@link #correct} takes it into the windows, from which later bars are decided, and leaves what was decided as it is.
 *
 * <p><b>Start.</b> What lies before the first bar of a symbol comes from the {@link Builder#history}, so that the first live bar is
 * decided as a replay would. {@link #warmUp} does it ahead of time, and lets guards see the bars of the date again.
 *
 * <p>Used by one thread at a time, which need not always be the same; {@link #agentReports} may be read by any. Closes neither
 * store nor log.
 */
public final class LivePipeline {
    private final FeatureStore store;
    private final DecisionLog log;
    private final DecisionPipeline pipeline;
    private final DecisionSession session;
    private final LiveHistory history;
    private final Duration interval;
    private final Map<Symbol, LiveSymbol> symbols = new HashMap<>();
    private Circumstances circumstances = Circumstances.unknown();

    private LivePipeline(Builder from) {
        pipeline = from.pipeline;
        store = from.store;
        log = from.log;
        interval = from.interval;
        session = pipeline.newSession(from.failures, from.ticker);
        history = new LiveHistory(from.history, pipeline.profile(), interval);
    }

    /** Starts to put one together; the store must have been opened with the profile's feature set. */
    public static Builder builder(DecisionPipeline pipeline, FeatureStore store) {
        return new Builder(pipeline, store);
    }

    /** What guards see of account and surroundings from the next bar on; unknown until it is said. */
    public void circumstances(Circumstances now) {
        circumstances = Objects.requireNonNull(now, "now");
    }

    /** {@link #onBar(Symbol, long, double, double, double, double, double, double)} of a bar given as one object. */
    public Decision onBar(Bar bar) {
        return onBar(
                bar.symbol(),
                UtcMicros.of(bar.time()),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume(),
                bar.dollarVolume());
    }

    /**
     * The decision about a bar.
     *
     * <p>Errors: {@code agents.bar-not-newer}; those of the store and of the log, after which the bar is pending; and
     * {@code agents.plugin-failed} of an engine, a composer or a guard, likewise. Agents that fail abstain.
     *
     * @param timeMicros the instant at which the bar became complete, UTC microseconds
     */
    public Decision onBar(
            Symbol symbol,
            long timeMicros,
            double open,
            double high,
            double low,
            double close,
            double volume,
            double dollarVolume) {
        LiveSymbol live = symbol(symbol, timeMicros);
        if (!live.isLast(timeMicros, open, high, low, close, volume, dollarVolume)) {
            live.requireNewer(timeMicros);
            settlePending(live);
            live.take(timeMicros, open, high, low, close, volume, dollarVolume);
        }
        return live.isPending() ? settle(live) : live.decision();
    }

    /** {@link #onBars(List, Executor, int)} on the calling thread alone. */
    public List<Decision> onBars(List<Bar> bars) {
        return onBars(bars, Runnable::run, 1);
    }

    /**
     * The decisions about one bar of each of many symbols, in the order of the bars: the same as by {@link #onBar} of one after the
     * other, with one append for all rows and with features and agents computed by several threads at once. Guards and log see the
     * bars one after the other; the number of failed agents that guards see is that of the whole batch. Throws {@code agents.symbol-twice} and {@code agents.bar-not-newer} before anything is taken in;
     * after any other error offer the same batch again.
     *
     * @param workers runs parts of the work; the calling thread does its share, and all of it where nobody else comes
     * @param threads how many threads may work at once with the calling one, at least 1
     */
    public List<Decision> onBars(List<Bar> bars, Executor workers, int threads) {
        List<LiveSymbol> lives = offered(bars);
        for (int i = 0; i < lives.size(); i++) {
            Bar bar = bars.get(i);
            LiveSymbol live = lives.get(i);
            if (!isLast(live, bar)) {
                settlePending(live);
                live.take(
                        UtcMicros.of(bar.time()),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume(),
                        bar.dollarVolume());
            }
        }
        SharedWork work = new SharedWork(workers, threads);
        work.forEach(lives.size(), i -> lives.get(i).row());
        List<FeatureRow> rows = new ArrayList<>(lives.size());
        for (LiveSymbol live : lives) {
            FeatureRow row = live.row();
            if (row != null) {
                rows.add(row);
            }
        }
        if (!rows.isEmpty()) {
            store.append(rows);
        }
        lives.forEach(LiveSymbol::stored);
        work.forEach(lives.size(), i -> lives.get(i).propose(store));
        List<Decision> decisions = new ArrayList<>(lives.size());
        for (LiveSymbol live : lives) {
            decisions.add(concluded(live));
        }
        return List.copyOf(decisions);
    }

    private List<LiveSymbol> offered(List<Bar> bars) {
        Set<Symbol> once = new HashSet<>();
        for (Bar bar : bars) {
            if (!once.add(bar.symbol())) {
                throw AgentErrors.twiceInBatch(bar.symbol());
            }
        }
        List<LiveSymbol> lives = new ArrayList<>(bars.size());
        for (Bar bar : bars) {
            long time = UtcMicros.of(bar.time());
            LiveSymbol live = symbol(bar.symbol(), time);
            if (!isLast(live, bar)) {
                live.requireNewer(time);
            }
            lives.add(live);
        }
        return lives;
    }

    private static boolean isLast(LiveSymbol live, Bar bar) {
        return live.isLast(
                UtcMicros.of(bar.time()),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume(),
                bar.dollarVolume());
    }

    private void settlePending(LiveSymbol live) {
        if (live.isPending()) {
            settle(live);
        }
    }

    /** Brings the last bar of a symbol, which is pending, to its end. */
    private Decision settle(LiveSymbol live) {
        FeatureRow row = live.row();
        if (row != null) {
            store.append(row);
        }
        live.stored();
        live.propose(store);
        return concluded(live);
    }

    private Decision concluded(LiveSymbol live) {
        Decision decision = live.decide(circumstances);
        if (live.isUnrecorded()) {
            log.append(decision);
            live.recorded();
        }
        return decision;
    }

    /**
     * Takes a bar at or before the last of its symbol into the windows: one that came late, or one whose numbers were corrected.
     * What was decided stays decided, and rows stay as they were stored; later bars are decided as a replay over the corrected bars
     * would. Throws {@code agents.correction-ahead} for a bar after the last.
     *
     * @return whether windows reach back to it; if not, it makes no difference
     */
    public boolean correct(Bar bar) {
        long time = UtcMicros.of(bar.time());
        return symbol(bar.symbol(), time)
                .correct(time, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.dollarVolume());
    }

    /**
     * Prepares symbols for their first bar: windows are filled from the history before an instant, and what guards and roster
     * remember from the bars of its UTC date, in the order of time, with circumstances unknown. Symbols that have had a bar already
     * stay as they are. A symbol that is not prepared gets its windows with its first bar, and its guards know nothing of before.
     */
    public void warmUp(Collection<Symbol> wanted, Instant before) {
        long end = UtcMicros.of(before);
        List<LiveHistory.Past> pasts = new ArrayList<>();
        for (Symbol symbol : wanted) {
            if (!symbols.containsKey(symbol)) {
                LiveSymbol live = new LiveSymbol(pipeline, session, symbol, interval);
                LiveHistory.Past past = history.before(symbol, end);
                past.earlier(live::remember);
                symbols.put(symbol, live);
                pasts.add(past);
            }
        }
        LiveHistory.inTimeOrder(
                pasts,
                (bars, i) -> Objects.requireNonNull(symbols.get(bars.symbol())).rehearse(bars, i));
    }

    /**
     * Gives up on the pending bar of a symbol, if there is one: it stays in the windows, without a decision, a record and, unless
     * it is stored already, a row. For a plug-in that fails on the same bar each time.
     */
    public void abandon(Symbol symbol) {
        LiveSymbol live = symbols.get(symbol);
        if (live != null && live.isPending()) {
            live.abandon();
        }
    }

    /** Symbols whose last bar has not been handed out because store, log or a plug-in failed. */
    public Set<Symbol> pending() {
        return symbols.values().stream()
                .filter(LiveSymbol::isPending)
                .map(LiveSymbol::symbol)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How the agents are doing, for health checks; it may be read by any thread. */
    public AgentReports agentReports() {
        return session.agentReports();
    }

    /** {@link DecisionSession#disconnect} for this run. */
    public void disconnect(String agent) {
        session.disconnect(agent);
    }

    /** {@link DecisionSession#connect} for this run. */
    public void connect(String agent) {
        session.connect(agent);
    }

    private LiveSymbol symbol(Symbol symbol, long timeMicros) {
        LiveSymbol live = symbols.get(symbol);
        if (live == null) {
            live = new LiveSymbol(pipeline, session, symbol, interval);
            LiveHistory.Past past = history.before(symbol, timeMicros);
            past.earlier(live::remember);
            past.ofTheDate(live::remember);
            symbols.put(symbol, live);
        }
        return live;
    }

    /** How to put a live pipeline together. Not safe for use by several threads. */
    public static final class Builder {
        private final DecisionPipeline pipeline;
        private final FeatureStore store;
        private DecisionLog log = DecisionLog.none();
        private @Nullable BarSource history;
        private Duration interval = Duration.ZERO;
        private FailureRule failures = FailureRule.standard();
        private LongSupplier ticker = () -> 0;

        private Builder(DecisionPipeline pipeline, FeatureStore store) {
            this.pipeline = Objects.requireNonNull(pipeline, "pipeline");
            this.store = Objects.requireNonNull(store, "store");
        }

        /** Where decisions are recorded; nowhere when it is not said. */
        public Builder log(DecisionLog log) {
            this.log = Objects.requireNonNull(log, "log");
            return this;
        }

        /** Bars of before; without it every symbol begins with nothing. */
        public Builder history(BarSource history) {
            this.history = Objects.requireNonNull(history, "history");
            return this;
        }

        /** How long a bar lasts, as the history declares it; not declared when it is not said. */
        public Builder interval(Duration interval) {
            Bars.builder(Symbol.of("X")).interval(interval);
            this.interval = interval;
            return this;
        }

        /** What becomes of agents that fail; {@link FailureRule#standard()} when it is not said. */
        public Builder failures(FailureRule failures) {
            this.failures = Objects.requireNonNull(failures, "failures");
            return this;
        }

        /** Nanoseconds that only go forward, such as {@code System::nanoTime}; the time of agents is not taken without it. */
        public Builder ticker(LongSupplier ticker) {
            this.ticker = Objects.requireNonNull(ticker, "ticker");
            return this;
        }

        /** The pipeline, before its first bar. */
        public LivePipeline build() {
            return new LivePipeline(this);
        }
    }
}
