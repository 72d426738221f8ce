package dev.barque.ops.doctor;

import dev.barque.ops.doctor.Executions.Order;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Orders with something in common that pay much more than the others. */
record CostBucket(
        String name,
        List<Order> orders,
        double bps,
        double othersBps,
        double shareOfCost,
        String cause,
        String remedy) {
    /** How many times the slippage of the others stands out. */
    private static final double TIMES = 2;
    /** A bucket that pays less of the whole than this is not worth mending. */
    private static final double LEAST_COST = 0.25;

    private static final int PARTS = 5;
    private static final int EXAMPLES = 3;

    CostBucket {
        orders = List.copyOf(orders);
    }

    /** The buckets that stand out, the dearest first. */
    static List<CostBucket> dear(List<Order> all) {
        List<CostBucket> found = new ArrayList<>();
        highest(
                all,
                "the least liquid fifth",
                Order::amihud,
                "The market is thin where these orders were executed.",
                "Leave thin markets alone (guard illiquid-market of the profile), or trade smaller there.",
                found);
        highest(
                all,
                "the largest fifth against the volume of the bar",
                Order::shareOfVolume,
                "The orders are large against what is traded in a bar, and move the price.",
                "Trade smaller, or over several bars: sizes of the profile, a cap on the share of the volume.",
                found);
        grouped(
                all,
                found,
                order -> String.format(
                        Locale.ROOT,
                        "the hour %02d:00 UTC",
                        Instant.ofEpochSecond(Math.floorDiv(order.timeMicros(), 1_000_000L))
                                .atOffset(ZoneOffset.UTC)
                                .getHour()),
                "Spreads are wide at this hour.",
                "Leave the hour alone: guard market-hours of the profile.");
        grouped(
                all,
                found,
                order -> "the symbol " + order.symbol(),
                "The symbol is dear to trade.",
                "Leave the symbol out, or ask more of an edge there.");
        found.sort(Comparator.comparingDouble(CostBucket::shareOfCost).reversed());
        return found;
    }

    private static void highest(
            List<Order> all,
            String name,
            ToDoubleFunction<Order> by,
            String cause,
            String remedy,
            List<CostBucket> to) {
        List<Order> known = new ArrayList<>(
                all.stream().filter(order -> by.applyAsDouble(order) > 0).toList());
        known.sort(Comparator.comparingDouble(by));
        // An order of which it is not known is neither among the few nor among the others.
        if (known.size() >= 2 * PARTS) {
            int from = known.size() - known.size() / PARTS;
            // Where most are alike there are no highest.
            if (!(by.applyAsDouble(known.get(from)) > by.applyAsDouble(known.get(from / 2)))) {
                return;
            }
            add(known, known.subList(from, known.size()), name, cause, remedy, to);
        }
    }

    private static void grouped(
            List<Order> all, List<CostBucket> to, Function<Order, String> by, String cause, String remedy) {
        Map<String, List<Order>> groups = new TreeMap<>();
        all.forEach(order -> groups.computeIfAbsent(by.apply(order), name -> new ArrayList<>())
                .add(order));
        if (groups.size() > 1) {
            groups.forEach((name, few) -> add(all, few, name, cause, remedy, to));
        }
    }

    private static void add(
            List<Order> all, List<Order> few, String name, String cause, String remedy, List<CostBucket> to) {
        double cost = all.stream().mapToDouble(Order::cost).sum();
        double fewCost = few.stream().mapToDouble(Order::cost).sum();
        double bps = few.stream().mapToDouble(Order::costBps).average().orElse(0);
        double sum = all.stream().mapToDouble(Order::costBps).sum();
        double others = (sum - bps * few.size()) / (all.size() - few.size());
        if (cost > 0 && fewCost >= LEAST_COST * cost && bps > 0 && bps >= TIMES * others) {
            to.add(new CostBucket(name, few, bps, others, fewCost / cost, cause, remedy));
        }
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%d fills at %.1f bps, the others at %.1f; %.0f %% of all slippage",
                orders.size(),
                bps,
                othersBps,
                100 * shareOfCost);
    }

    /** The dearest. */
    List<Order> examples() {
        return orders.stream()
                .sorted(Comparator.comparingDouble(Order::cost).reversed())
                .limit(EXAMPLES)
                .toList();
    }
}
