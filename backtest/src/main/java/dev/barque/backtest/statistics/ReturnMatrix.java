package dev.barque.backtest.statistics;

/** Returns of several variants over the same periods: what is needed to judge a choice among them. Immutable. */
public final class ReturnMatrix {
    private final double[][] returns;
    private final int periods;

    private ReturnMatrix(double[][] returns, int periods) {
        this.returns = returns;
        this.periods = periods;
    }

    /**
     * One row for each variant, in each the returns of the same periods, in the order of time. Throws {@code statistics.bad-matrix}
     * for no variant, rows of different lengths and what is not finite. Copies.
     */
    public static ReturnMatrix of(double[][] variants) {
        if (variants.length == 0) {
            throw StatisticsErrors.badMatrix("anything of variants", "there is none");
        }
        double[][] copy = new double[variants.length][];
        for (int i = 0; i < variants.length; i++) {
            if (variants[i].length != variants[0].length) {
                throw StatisticsErrors.badMatrix(
                        "anything of variants",
                        "the first has " + variants[0].length + " periods and number " + (i + 1) + " has "
                                + variants[i].length);
            }
            for (double value : variants[i]) {
                if (!Double.isFinite(value)) {
                    throw StatisticsErrors.badMatrix(
                            "anything of variants", "number " + (i + 1) + " has a return of " + value);
                }
            }
            copy[i] = variants[i].clone();
        }
        return new ReturnMatrix(copy, copy[0].length);
    }

    /** How many variants there are. */
    public int variants() {
        return returns.length;
    }

    /** How many periods each has. */
    public int periods() {
        return periods;
    }

    /** A copy of the returns of a variant. */
    public double[] variant(int i) {
        return returns[i].clone();
    }

    double at(int variant, int period) {
        return returns[variant][period];
    }
}
