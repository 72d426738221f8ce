package dev.barque.backtest.execution;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.util.ArrayList;
import java.util.List;

/** The price list of a broker: commission, what is passed on of it, exchange and clearing for each share, authorities. */
record BrokerFee(
        String id,
        PerShareFee commission,
        double passedOnOfCommission,
        double exchangePerShare,
        double clearingPerShare,
        double clearingMostOfValue,
        FeeModel authorities)
        implements FeeModel {
    private static final String TABLE = "us-brokers.csv";

    @Override
    public double fee(Execution execution, double chargedBefore) {
        double shares = FeeModels.shares(this, execution);
        double own = commission.fee(execution, chargedBefore);
        return own * (1 + passedOnOfCommission)
                + exchangePerShare * shares
                + Math.min(clearingPerShare * shares, clearingMostOfValue * shares * execution.price())
                + authorities.fee(execution, chargedBefore);
    }

    static BrokerFee ibkrFixed() {
        return read("ibkr-fixed", "ibkr-fixed", 0);
    }

    static BrokerFee ibkrTiered(double sharesOfMonth) {
        return read("ibkr-tiered", "ibkr-tiered:month-shares=" + Terms.text(sharesOfMonth), sharesOfMonth);
    }

    private static BrokerFee read(String broker, String id, double sharesOfMonth) {
        List<String[]> rows = FeeSchedule.rows(TABLE, broker);
        List<FeeTier> tiers = new ArrayList<>();
        for (String[] row : rows) {
            if (row[1].equals("commission-above")) {
                tiers.add(new FeeTier(Double.parseDouble(row[2]), Double.parseDouble(row[3])));
            }
        }
        return new BrokerFee(
                id,
                new PerShareFee(tiers, sharesOfMonth, value(rows, "minimum"), value(rows, "maximum-of-value")),
                value(rows, "passed-on-of-commission"),
                value(rows, "exchange-per-share"),
                value(rows, "clearing-per-share"),
                value(rows, "clearing-maximum-of-value"),
                RegulatoryFees.US);
    }

    private static double value(List<String[]> rows, String key) {
        return rows.stream()
                .filter(row -> row[1].equals(key))
                .mapToDouble(row -> Double.parseDouble(row[3]))
                .findFirst()
                .orElseThrow(() -> new BarqueException(
                        "execution.damaged-resource", Concern.BUG, TABLE + " has no " + key + ". Please report this."));
    }
}
