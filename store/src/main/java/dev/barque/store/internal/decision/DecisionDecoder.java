package dev.barque.store.internal.decision;

import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Reading;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.Shortfall;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.RowId;
import dev.barque.core.market.Symbol;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decisions out of records. IllegalArgumentException says what is not as it should be. */
final class DecisionDecoder {
    private DecisionDecoder() {}

    static Decision read(JsonTree record) {
        Grounds grounds = new Grounds(
                Symbol.of(record.text("symbol")),
                time(record, "time"),
                record.text("profile"),
                row(record.objectOrNull("row")),
                each(record.objects("views"), DecisionDecoder::view),
                new Scores(
                        record.object("scores").number("up"),
                        record.object("scores").number("down")),
                each(record.objects("verdicts"), DecisionDecoder::verdict),
                circumstances(record.objectOrNull("circumstances")));
        return switch (record.text("decision")) {
            case "trade" -> trade(grounds, record);
            case "no_trade" -> noTrade(grounds, record);
            default -> throw new IllegalArgumentException("'decision' is '" + record.text("decision") + "'");
        };
    }

    static Instant time(JsonTree record, String name) {
        try {
            return Instant.parse(record.text(name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + name + "' is no instant: " + record.text(name), e);
        }
    }

    private static @Nullable RowId row(@Nullable JsonTree row) {
        if (row == null) {
            return null;
        }
        return new RowId(
                Symbol.of(row.text("symbol")),
                FeatureSetId.of(row.text("feature_set")),
                time(row, "event_time"),
                time(row, "known_at"),
                row.integer("sequence"));
    }

    private static AgentView view(JsonTree view) {
        JsonTree levels = view.object("levels");
        return new AgentView(
                view.text("agent"),
                view.number("bias"),
                view.number("confidence"),
                view.text("thesis"),
                new Levels(zones(levels, "support"), zones(levels, "resistance")),
                Evidence.of(view.text("evidence")),
                view.truth("abstains"));
    }

    private static List<Interval> zones(JsonTree levels, String name) {
        List<Interval> zones = new ArrayList<>();
        for (double[] pair : levels.pairs(name)) {
            zones.add(new Interval(pair[0], pair[1]));
        }
        return zones;
    }

    private static GuardVerdict verdict(JsonTree verdict) {
        return new GuardVerdict(
                verdict.text("guard"),
                constant(GuardVerdict.Outcome.class, verdict, "outcome"),
                verdict.number("size_factor"),
                verdict.text("reason"),
                verdict.number("amount"));
    }

    private static Circumstances circumstances(@Nullable JsonTree circumstances) {
        if (circumstances == null) {
            return Circumstances.unknown();
        }
        JsonTree account = circumstances.object("account");
        return new Circumstances(
                new AccountState(
                        account.number("equity"),
                        account.number("session_start_equity"),
                        account.number("peak_equity"),
                        account.number("units"),
                        account.number("symbol_exposure"),
                        account.number("gross_exposure"),
                        Math.toIntExact(account.integer("day_trades")),
                        account.number("open_return"),
                        account.integer("last_stop_micros")),
                each(
                        circumstances.objects("readings"),
                        reading -> new Reading(
                                reading.text("name"),
                                reading.number("value"),
                                reading.integer("known_micros"),
                                reading.text("note"))));
    }

    private static Trade trade(Grounds grounds, JsonTree record) {
        JsonTree why = record.object("rationale");
        return new Trade(
                grounds,
                constant(Direction.class, record, "direction"),
                record.number("confidence"),
                record.number("size"),
                Math.toIntExact(record.integer("time_stop_bars")),
                record.number("stop_loss"),
                new Rationale(
                        why.text("alignment"),
                        why.text("primary_driver"),
                        why.text("liquidity_quality"),
                        why.text("flip_risk")));
    }

    private static NoTrade noTrade(Grounds grounds, JsonTree record) {
        JsonTree change = record.object("smallest_change");
        return new NoTrade(
                grounds,
                constant(NoTrade.Reason.class, record, "reason"),
                new SmallestChange(
                        change.text("text"),
                        change.number("amount"),
                        each(
                                change.objects("shortfalls"),
                                each -> new Shortfall(
                                        each.text("agent"),
                                        each.text("quantity"),
                                        each.number("found"),
                                        constant(Shortfall.Reach.class, each, "reach"),
                                        each.number("bound")))));
    }

    /** Constants stand in records by their names in lower case; a test holds the texts of reasons to that. */
    private static <E extends Enum<E>> E constant(Class<E> type, JsonTree in, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(in.text(name))) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is '" + in.text(name) + "', which is none of "
                + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }

    private static <T> List<T> each(List<JsonTree> objects, Function<JsonTree, T> of) {
        List<T> all = new ArrayList<>(objects.size());
        for (JsonTree object : objects) {
            all.add(of.apply(object));
        }
        return all;
    }
}
