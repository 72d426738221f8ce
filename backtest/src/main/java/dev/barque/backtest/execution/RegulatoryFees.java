package dev.barque.backtest.execution;

/** What sales of US equities pay to authorities: the fee of section 31, and FINRA's trading activity fee. */
record RegulatoryFees(FeeSchedule section31, FeeSchedule tradingActivity) implements FeeModel {
    static final RegulatoryFees US = new RegulatoryFees(
            FeeSchedule.read("us-regulatory-fees.csv", "sec-section-31"),
            FeeSchedule.read("us-regulatory-fees.csv", "finra-taf"));

    @Override
    public String id() {
        return "us-regulatory";
    }

    @Override
    public double fee(Execution execution, double chargedBefore) {
        double shares = FeeModels.shares(this, execution);
        if (!(execution.quantity() < 0)) {
            return 0;
        }
        long time = execution.timeMicros();
        int sec = section31.at(time);
        int taf = tradingActivity.at(time);
        return Math.min(section31.rate(sec) * shares * execution.price(), section31.most(sec))
                + Math.min(tradingActivity.rate(taf) * shares, tradingActivity.most(taf));
    }
}
