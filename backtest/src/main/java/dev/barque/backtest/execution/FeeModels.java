package dev.barque.backtest.execution;

import dev.barque.backtest.execution.ModelDescription.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fees by name, and fees made of others. All of them need sizes in shares: an execution without is refused with code
 * {@code execution.no-quantity}, as no amount could be known to be enough. The first fill of an order pays its minimum, later
 * ones their own rate, as what they owe of the minimum cannot be told: an order in parts pays rather too much. Thread-safe.
 */
public final class FeeModels {
    private static final Parameter MONTH = new Parameter("month-shares", 0, 0, 1e15);

    private static final Catalog<FeeModel> CATALOG = new Catalog<FeeModel>(
                    "fee", "ibkr-fixed or per-share:rate=0.005:min=1")
            .add("none", "no fees", v -> none())
            .add(
                    "per-share",
                    "rate * shares; at least min for an order, at most max-share of the value of the fill",
                    v -> perShare(v.applyAsDouble("rate"), v.applyAsDouble("min"), v.applyAsDouble("max-share")),
                    new Parameter("rate", 0.005, -1e6, 1e6),
                    new Parameter("min", 0, 0, 1e6),
                    new Parameter("max-share", 1, 0, 1))
            .add(
                    "per-order",
                    "an amount for each order",
                    v -> perOrder(v.applyAsDouble("amount")),
                    new Parameter("amount", 1, 0, 1e6))
            .add(
                    "bps",
                    "basis points of the value; at least min for an order",
                    v -> bps(v.applyAsDouble("rate"), v.applyAsDouble("min")),
                    new Parameter("rate", 1, 0, 1e4),
                    new Parameter("min", 0, 0, 1e6))
            .add(
                    "us-regulatory",
                    "sales only: SEC section 31 and FINRA trading activity fee, by date",
                    v -> usRegulatory())
            .add(
                    "ibkr-fixed",
                    "Interactive Brokers Pro, US equities, fixed; with regulatory fees",
                    v -> BrokerFee.ibkrFixed())
            .add(
                    "ibkr-tiered",
                    "Interactive Brokers Pro, US equities, tiered, taking liquidity; month-shares traded before",
                    v -> BrokerFee.ibkrTiered(v.applyAsDouble("month-shares")),
                    MONTH);

    private FeeModels() {}

    /**
     * Reads a fee: a name with parameters ({@code per-share:rate=0.005:min=1}), sums with {@code +}. The id of one that this gives
     * can be read again.
     *
     * @throws dev.barque.core.error.BarqueException with code {@code execution.bad-model}, naming what there is
     */
    public static FeeModel of(String text) {
        List<FeeModel> parts = new ArrayList<>();
        for (String part : text.split("\\+", -1)) {
            parts.add(CATALOG.read(part));
        }
        return parts.size() == 1 ? parts.get(0) : sum(parts);
    }

    /** What {@link #of} knows by name. */
    public static List<ModelDescription> descriptions() {
        return CATALOG.descriptions();
    }

    /** No fees. */
    public static FeeModel none() {
        return new Simple("none", 0, 0, 0);
    }

    /** Rate times shares; at least {@code minimum} for an order, and after that at most a share of the value of the fill. */
    public static FeeModel perShare(double rate, double minimum, double mostOfValue) {
        return new PerShareFee(List.of(new FeeTier(0, rate)), 0, minimum, mostOfValue);
    }

    /**
     * Marginal tiers by the volume of a month: each share pays the rate of the tier in which it falls.
     *
     * @param sharesBefore shares traded in the month before any fill, the same for the whole run; 0 is the dearest reading
     */
    public static FeeModel monthlyTiers(List<FeeTier> tiers, double sharesBefore, double minimum, double mostOfValue) {
        return new PerShareFee(tiers, sharesBefore, minimum, mostOfValue);
    }

    /** Marginal tiers by the size of each fill. */
    public static FeeModel sizeTiers(List<FeeTier> tiers, double minimum, double mostOfValue) {
        return new PerShareFee(tiers, 0, minimum, mostOfValue);
    }

    /** An amount for each order, charged with its first fill. */
    public static FeeModel perOrder(double amount) {
        return new Simple("per-order:amount=" + Terms.text(amount), 0, 0, amount);
    }

    /** Basis points of the value of the fill; at least {@code minimum} for an order. */
    public static FeeModel bps(double rate, double minimum) {
        return new Simple("bps:rate=" + Terms.text(rate) + ":min=" + Terms.text(minimum), rate, minimum, 0);
    }

    /**
     * What sales of US equities pay: section 31 of the Securities Exchange Act, and FINRA's trading activity fee, each at the rate
     * of its date; before the first date known here at the dearest. The rates and their sources are in {@code
     * us-regulatory-fees.csv} beside this class.
     */
    public static FeeModel usRegulatory() {
        return RegulatoryFees.US;
    }

    /** All of them together. */
    public static FeeModel sum(List<FeeModel> parts) {
        return new Sum(parts);
    }

    static double shares(FeeModel model, Execution execution) {
        double quantity = execution.quantity();
        if (Double.isNaN(quantity)) {
            throw ExecutionErrors.noQuantity(model.id(), execution);
        }
        return Math.abs(quantity);
    }

    private record Simple(String id, double rateBps, double minimum, double amount) implements FeeModel {
        Simple {
            Terms.require("rate", rateBps, 0, 1e4);
            Terms.require("min", minimum, 0, 1e6);
            Terms.require("amount", amount, 0, 1e6);
        }

        @Override
        public double fee(Execution execution, double chargedBefore) {
            double shares = shares(this, execution);
            double fee = rateBps / 1e4 * shares * execution.price();
            boolean first = chargedBefore == 0 && shares > 0;
            return first ? Math.max(fee, minimum) + amount : fee;
        }
    }

    private record Sum(List<FeeModel> parts) implements FeeModel {
        Sum {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("there must be at least one fee to add");
            }
        }

        @Override
        public String id() {
            return parts.stream().map(FeeModel::id).collect(Collectors.joining("+"));
        }

        @Override
        public double fee(Execution execution, double chargedBefore) {
            double sum = 0;
            for (int i = 0; i < parts.size(); i++) {
                sum += parts.get(i).fee(execution, chargedBefore);
            }
            return sum;
        }
    }
}
