package dev.barque.backtest.execution;

import java.util.List;
import java.util.stream.Collectors;

/** The commission of {@link FeeModels#perShare}: marginal tiers, then the minimum, then the maximum. */
record PerShareFee(List<FeeTier> tiers, double sharesBefore, double minimum, double mostOfValue) implements FeeModel {
    PerShareFee {
        tiers = List.copyOf(tiers);
        Terms.require("shares-before", sharesBefore, 0, 1e15);
        Terms.require("min", minimum, 0, 1e6);
        Terms.require("max-share", mostOfValue, 0, 1);
        if (tiers.isEmpty() || tiers.get(0).aboveShares() != 0) {
            throw new IllegalArgumentException("the first tier must begin above 0 shares");
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).aboveShares() <= tiers.get(i - 1).aboveShares()) {
                throw new IllegalArgumentException("tiers must begin at ever more shares but tier " + (i + 1)
                        + " begins at " + Terms.text(tiers.get(i).aboveShares()));
            }
        }
    }

    @Override
    public String id() {
        String name = tiers.size() == 1
                ? "per-share:rate=" + Terms.text(tiers.get(0).perShare())
                : tiers.stream()
                        .map(t -> Terms.text(t.aboveShares()) + "-" + Terms.text(t.perShare()))
                        .collect(Collectors.joining("/", "per-share-tiers:", ":before=" + Terms.text(sharesBefore)));
        return name + ":min=" + Terms.text(minimum) + ":max-share=" + Terms.text(mostOfValue);
    }

    @Override
    public double fee(Execution execution, double chargedBefore) {
        double shares = FeeModels.shares(this, execution);
        if (shares == 0) {
            return 0;
        }
        double fee = 0;
        for (int i = 0; i < tiers.size(); i++) {
            double from = Math.max(sharesBefore, tiers.get(i).aboveShares());
            double to = i + 1 < tiers.size() ? tiers.get(i + 1).aboveShares() : Double.POSITIVE_INFINITY;
            double inTier = Math.min(sharesBefore + shares, to) - from;
            if (inTier > 0) {
                fee += inTier * tiers.get(i).perShare();
            }
        }
        // What a maximum took off the minimum of an early fill is owed by the later ones.
        fee = Math.max(fee, minimum - chargedBefore);
        return Math.min(fee, mostOfValue * shares * execution.price());
    }
}
