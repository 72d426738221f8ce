package dev.barque.agents.guards;

import dev.barque.agents.GuardContext;
import dev.barque.agents.MarketContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Reading;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of one guard, told bar by bar. What is not set is as good as it can be. */
final class Scene {
    static final Symbol SPY = Symbol.of("SPY");
    static final Symbol QQQ = Symbol.of("QQQ");
    /** A Friday, five minutes and a half after the opening in New York. */
    static final String FRIDAY = "2025-10-24T13:35:30Z";

    static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("v1"),
            FeatureSchema.builder()
                    .float64("liquidity.present.amihud", "1/USD")
                    .float64("momentum", "1")
                    .int64("zones", "zones")
                    .string("mood")
                    .build(),
            Lookback.sameDate());

    private final TradeGuard.Watch watch;
    private final List<Reading> readings = new ArrayList<>();
    Symbol symbol = SPY;
    long now = micros(FRIDAY);
    double price = 100;

    @Nullable
    FeatureRow row;

    private boolean ownRow;
    private int bars;
    AccountState account = new AccountState(100_000, 100_000, 100_000, 0, 0, 0, 0, Double.NaN, 0);

    Scene(String guard, String... values) {
        this(StandardGuards.guard(guard, map(values)));
    }

    Scene(TradeGuard guard) {
        watch = guard.watch();
    }

    private static Map<String, String> map(String... values) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            map.put(values[i], values[i + 1]);
        }
        return map;
    }

    Scene at(String time) {
        now = micros(time);
        return this;
    }

    Scene later(double minutes) {
        now += Math.round(minutes * UtcMicros.PER_MINUTE);
        return this;
    }

    Scene of(Symbol other) {
        symbol = other;
        return this;
    }

    Scene price(double value) {
        price = value;
        return this;
    }

    Scene row(@Nullable FeatureRow given) {
        row = given;
        ownRow = true;
        return this;
    }

    Scene account(AccountState state) {
        account = state;
        return this;
    }

    /** An account that began the session with 100,000 and holds these units of the symbol at the present price. */
    Scene holding(double units, double equity, double othersValue) {
        double value = Math.abs(units * price);
        return account(new AccountState(equity, 100_000, 100_000, units, value, value + othersValue, 0, Double.NaN, 0));
    }

    Scene equity(double equity) {
        return account(new AccountState(equity, 100_000, 100_000, 0, 0, 0, 0, Double.NaN, 0));
    }

    Scene reading(String name, double value) {
        return reading(new Reading(name, value, now));
    }

    Scene reading(Reading reading) {
        readings.removeIf(old -> old.name().equals(reading.name()));
        readings.add(reading);
        return this;
    }

    Scene withoutReadings() {
        readings.clear();
        return this;
    }

    /** A bar on which nothing is proposed. */
    Scene bar() {
        watch.bar(context());
        return this;
    }

    /** A bar on which this is proposed. */
    GuardVerdict ask(Proposal.Take take) {
        GuardContext context = context();
        watch.bar(context);
        return watch.check(take, context);
    }

    GuardVerdict ask() {
        return ask(take(Direction.LONG, 1));
    }

    /** The proposal of this bar became a trade. */
    Scene traded() {
        Proposal.Take take = take(Direction.LONG, 1);
        Grounds grounds =
                new Grounds(symbol, UtcMicros.toInstant(now), "test", null, List.of(), Scores.none(), List.of());
        watch.decided(new Trade(grounds, Direction.LONG, 1, 1, 9, Double.NaN, take.rationale()));
        return this;
    }

    GuardContext context() {
        bars++;
        return new GuardContext(
                new MarketContext(symbol, now, price),
                ownRow ? row : row(symbol, now, 1e-11, bars),
                new Circumstances(account, readings));
    }

    static Proposal.Take take(Direction direction, double size) {
        return take(direction, size, 100 - direction.sign());
    }

    static Proposal.Take take(Direction direction, double size, double stop, Interval... zones) {
        AgentView view = AgentView.of(
                "liquidity",
                direction.sign(),
                0.9,
                "test",
                new Levels(List.of(zones), List.of(zones)),
                Evidence.none());
        return new Proposal.Take(
                List.of(view), Scores.none(), direction, 0.9, size, 9, stop, new Rationale("a", "b", "c", "d"));
    }

    static FeatureRow row(Symbol symbol, long micros, double amihud, double momentum) {
        FeatureRow.Builder row = FeatureRow.builder(SET, symbol);
        if (!Double.isNaN(amihud)) {
            row.float64(0, amihud);
        }
        return row.float64(1, momentum).int64(2, 3).string(3, "calm").build(micros, micros);
    }

    static long micros(String time) {
        return UtcMicros.of(Instant.parse(time));
    }
}
