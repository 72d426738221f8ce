package dev.barque.ops.doctor;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Shortfall;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.decisions.LoggedDecision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one profile decided, counted. Memory grows with what was missing, at eight bytes for each. */
final class NoTradeTally {
    private final Map<NoTrade.Reason, Integer> reasons = new EnumMap<>(NoTrade.Reason.class);
    private final Map<NoTrade.Reason, LoggedDecision> examples = new EnumMap<>(NoTrade.Reason.class);
    private final Map<String, Agent> agents = new TreeMap<>();
    private final Map<String, Guard> guards = new TreeMap<>();
    /** Bars without features, by symbol and date, before the first bar that had some: the engines need bars first. */
    private final Map<String, Integer> leading = new HashMap<>();

    private final Set<String> withFeatures = new HashSet<>();
    private int trades;
    private int noTrades;

    /** How often an agent was silent, with what it said for it, and by how much it was missing. */
    static final class Agent {
        private int asked;
        private int silent;
        private String excuse = "";
        private @Nullable LoggedDecision example;
        private final Map<String, List<Double>> lacking = new TreeMap<>();

        int asked() {
            return asked;
        }

        int silent() {
            return silent;
        }

        String excuse() {
            return excuse;
        }

        @Nullable
        LoggedDecision example() {
            return example;
        }

        /** By quantity, in words: how often and by how much. */
        List<String> lacking() {
            List<String> texts = new ArrayList<>();
            lacking.forEach((quantity, amounts) -> {
                if (quantity.equals(Shortfall.BIAS)) {
                    // Of a bias only the sign counts.
                    texts.add("would have had to point the other way on " + amounts.size() + " bars");
                    return;
                }
                Collections.sort(amounts);
                texts.add(String.format(
                        Locale.ROOT,
                        "%s was missing on %d bars, by %.3f at the median and %.3f at least",
                        quantity,
                        amounts.size(),
                        amounts.get(amounts.size() / 2),
                        amounts.get(0)));
            });
            return texts;
        }
    }

    /** How often a guard forbade a trade, and what it said first. */
    static final class Guard {
        private int vetoed;
        private String reason = "";
        private @Nullable LoggedDecision example;

        int vetoed() {
            return vetoed;
        }

        String reason() {
            return reason;
        }

        @Nullable
        LoggedDecision example() {
            return example;
        }
    }

    void add(LoggedDecision logged) {
        Decision decision = logged.decision();
        for (AgentView view : decision.views()) {
            Agent agent = agents.computeIfAbsent(view.agent(), id -> new Agent());
            agent.asked++;
            if (view.abstains()) {
                agent.silent++;
                if (agent.example == null) {
                    agent.example = logged;
                    agent.excuse = view.evidence().text();
                }
            }
        }
        for (GuardVerdict verdict : decision.grounds().verdicts()) {
            if (verdict.outcome() == GuardVerdict.Outcome.VETOED) {
                Guard guard = guards.computeIfAbsent(verdict.guard(), id -> new Guard());
                if (guard.vetoed++ == 0) {
                    guard.reason = verdict.reason();
                    guard.example = logged;
                }
            }
        }
        if (!(decision instanceof NoTrade none)) {
            trades++;
            return;
        }
        noTrades++;
        reasons.merge(none.reason(), 1, Integer::sum);
        String day = decision.symbol() + " " + UtcMicros.utcDate(UtcMicros.of(decision.time()));
        if (none.reason() != NoTrade.Reason.NO_FEATURES) {
            withFeatures.add(day);
        } else if (!withFeatures.contains(day)) {
            leading.merge(day, 1, Integer::sum);
        }
        examples.putIfAbsent(none.reason(), logged);
        for (Shortfall each : none.smallestChange().shortfalls()) {
            agents.computeIfAbsent(each.agent(), id -> new Agent())
                    .lacking
                    .computeIfAbsent(each.quantity(), quantity -> new ArrayList<>())
                    .add(each.amount());
        }
    }

    int trades() {
        return trades;
    }

    int decisions() {
        return trades + noTrades;
    }

    int count(NoTrade.Reason reason) {
        return reasons.getOrDefault(reason, 0);
    }

    /** Bars without features that are not merely the first ones of a day that had features later. */
    int withoutFeatures() {
        int warmUp = leading.entrySet().stream()
                .filter(day -> withFeatures.contains(day.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return count(NoTrade.Reason.NO_FEATURES) - warmUp;
    }

    @Nullable
    LoggedDecision example(NoTrade.Reason reason) {
        return examples.get(reason);
    }

    Map<String, Agent> agents() {
        return Collections.unmodifiableMap(agents);
    }

    Map<String, Guard> guards() {
        return Collections.unmodifiableMap(guards);
    }
}
