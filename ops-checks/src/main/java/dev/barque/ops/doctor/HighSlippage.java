package dev.barque.ops.doctor;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.doctor.Executions.Order;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where slippage costs so much: in thin markets, at some hours, in large orders, in one symbol; or whether the volumes that liquidity is
 * computed from are wrong. The latter is looked for without any fills.
 */
final class HighSlippage extends Examination {
    /** More than the published model asks of the most illiquid markets but a few: it goes from 1 to 15. */
    private static final double DEAR_BPS = 10;
    /** Slippage that takes more than this of what was earned before it. */
    private static final double DEAR_SHARE = 0.5;

    private static final int LEAST_ORDERS = 10;

    private static final int NEWEST_DATES = 3;
    private static final int LEAST_BARS = 10;
    /** Prices move within a bar, volumes do not lose a digit. */
    private static final double MOST_RATIO = 5;

    HighSlippage(Patient patient, Complaint complaint) {
        super(DoctorCase.HIGH_SLIPPAGE, patient, complaint);
    }

    @Override
    String look() {
        int symbols = volumes();
        List<Order> orders = patient.find(Executions.class).map(Executions::orders).orElse(List.of()).stream()
                .filter(this::isMeant)
                .toList();
        if (orders.isEmpty()) {
            if (complaint.isAsked() && diagnoses().isEmpty()) {
                throw new Lacking(
                        "the volumes of bars are plausible, and no fills were given; hand them in with --fills");
            }
            return "No fills were given; the volumes of " + symbols + " days of symbols.";
        }
        costs(orders);
        return orders.size() + " fills, and the volumes of " + symbols + " days of symbols.";
    }

    private boolean isMeant(Order order) {
        LocalDate date = UtcMicros.utcDate(order.timeMicros());
        return complaint.symbol().map(order.symbol()::equals).orElse(true)
                && complaint.first().map(first -> !date.isBefore(first)).orElse(true)
                && complaint.last().map(last -> !date.isAfter(last)).orElse(true);
    }

    private void costs(List<Order> orders) {
        double cost = orders.stream().mapToDouble(Order::cost).sum();
        double bps = orders.stream().mapToDouble(Order::costBps).average().orElse(0);
        double earned = orders.stream()
                .filter(order -> !Double.isNaN(order.profit()))
                .mapToDouble(Order::profit)
                .sum();
        boolean known = orders.stream().anyMatch(order -> !Double.isNaN(order.profit()));
        double before = earned + cost;
        boolean eaten = known && cost > 0 && before > 0 && cost > DEAR_SHARE * before;
        if (!(bps > DEAR_BPS) && !eaten) {
            return;
        }
        String symptom = String.format(
                Locale.ROOT,
                "%d fills paid %.2f in slippage, %.1f bps of the price on arrival each%s.",
                orders.size(),
                cost,
                bps,
                eaten ? String.format(Locale.ROOT, ", of %.2f that they earned before it", before) : "");
        HealthStatus severity = eaten && earned < 0 ? HealthStatus.UNHEALTHY : HealthStatus.DEGRADED;
        List<CostBucket> found = orders.size() < LEAST_ORDERS ? List.of() : CostBucket.dear(orders);
        for (CostBucket bucket : found) {
            Draft draft = draft(severity, symptom);
            draft.evidence(bucket.name(), bucket.text());
            bucket.examples()
                    .forEach(order -> draft.evidence(
                            order.symbol() + " at " + UtcMicros.toInstant(order.timeMicros()),
                            String.format(Locale.ROOT, "%.1f bps, %.2f", order.costBps(), order.cost())));
            draft.remedy(bucket.remedy())
                    .remedyElsewhere("See all buckets.", "slippage", "report", "FILE")
                    .because(Likelihood.LIKELY, bucket.cause());
        }
        if (found.isEmpty()) {
            draft(severity, symptom)
                    .evidence(
                            "all fills",
                            orders.size() < LEAST_ORDERS
                                    ? "fewer than " + LEAST_ORDERS
                                            + ": too few to tell what the dear ones have in common"
                                    : "no liquidity, hour, size or symbol stands out")
                    .remedyElsewhere("Hold a model of slippage against the fills.", "slippage", "calibrate", "FILE")
                    .remedy("Trade less often, or ask more of an edge: key 'edge' of the profile.")
                    .because(Likelihood.POSSIBLE, "Every trade pays the spread, and there are many of them.");
        }
    }

    /** Whether dollar volume is price times volume: the Amihud ratio, sizes and slippage all rest on it. */
    private int volumes() {
        BarSource bars = patient.bars();
        List<LocalDate> dates = bars.dates();
        int symbols = 0;
        for (LocalDate date : dates.subList(Math.max(0, dates.size() - NEWEST_DATES), dates.size())) {
            try {
                for (Symbol symbol : bars.symbols(date)) {
                    if (complaint.symbol().map(symbol::equals).orElse(true)) {
                        symbols++;
                        volumes(bars.day(symbol, date), date);
                    }
                }
            } catch (BarqueException e) {
                // Damaged bars are another case.
            }
        }
        return symbols;
    }

    private void volumes(Bars day, LocalDate date) {
        double[] ratios = new double[day.size()];
        int size = 0;
        for (int i = 0; i < day.size(); i++) {
            double ratio = day.dollarVolume(i) / (day.close(i) * day.volume(i));
            if (ratio > 0 && ratio < Double.POSITIVE_INFINITY) {
                ratios[size++] = ratio;
            }
        }
        Arrays.sort(ratios, 0, size);
        double median = size == 0 ? Double.NaN : ratios[size / 2];
        if (size < LEAST_BARS || (median < MOST_RATIO && median > 1 / MOST_RATIO)) {
            return;
        }
        draft(HealthStatus.DEGRADED, "Liquidity, sizes and slippage of " + day.symbol() + " on " + date + " are wrong.")
                .evidence(
                        "data_l1/l1_" + date + ".parquet, " + day.symbol(),
                        String.format(
                                Locale.ROOT,
                                "dollar_volume is %.3g times price times volume at the median of %d bars",
                                median,
                                size))
                .remedy(
                        "Mend the units of volume and dollar_volume in the files, and take them in again.",
                        "ingest",
                        "--stamps",
                        "open",
                        "--interval",
                        "1m",
                        "FILE")
                .remedy(
                        "Then compute the features again.",
                        "features regenerate",
                        "--symbol",
                        day.symbol().value(),
                        "--date",
                        date.toString())
                .because(
                        Likelihood.CERTAIN,
                        "Volume and dollar volume are in units that do not belong together; the Amihud ratio is off by the same"
                                + " factor.");
    }
}
