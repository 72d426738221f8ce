package dev.barque.backtest.statistics;

/**
 * The probability of backtest overfitting by combinatorially symmetric cross-validation: Bailey, Borwein, Lopez de Prado and Zhu,
 * "The probability of backtest overfitting" (Journal of Computational Finance 20(4), 2017). The periods are cut into S blocks; for
 * each half of them the variant with the best Sharpe ratio is chosen, and looked up among all on the other half.
 *
 * @param probability share of the halves whose choice is no better than the median on the other one
 * @param lossProbability share of the halves whose choice lost money on the other one
 * @param slope of the chosen ratio on the other half over that on its own, by least squares; below 0 the better it looked the worse
 *     it was; NaN where all chosen ratios are the same
 * @param halves how many were looked at
 * @param blocks S
 * @param variants among how many was chosen
 */
public record OverfittingProbability(
        double probability, double lossProbability, double slope, int halves, int blocks, int variants) {
    private static final int MOST_BLOCKS = 20;

    /** As the paper, with 16 blocks, or fewer where there are not 2 periods for each; see {@link #of(ReturnMatrix, int)}. */
    public static OverfittingProbability of(ReturnMatrix returns) {
        return of(returns, Math.max(4, Math.min(16, returns.periods() / 2 / 2 * 2)));
    }

    /**
     * With an even number of blocks from 4 to 20; the periods that are left over, at the beginning, are not looked at. Throws
     * {@code statistics.bad-matrix} for fewer than 2 variants or 2 periods for each block.
     */
    public static OverfittingProbability of(ReturnMatrix returns, int blocks) {
        if (blocks < 4 || blocks > MOST_BLOCKS || blocks % 2 != 0) {
            throw StatisticsErrors.badNumber("blocks", "an even number from 4 to " + MOST_BLOCKS, blocks);
        }
        int perBlock = returns.periods() / blocks;
        if (returns.variants() < 2 || perBlock < 2) {
            throw StatisticsErrors.badMatrix(
                    "the probability of overfitting",
                    returns.variants() + " variants and " + returns.periods() + " periods in " + blocks
                            + " blocks are too few: it needs 2 variants and 2 periods for each block");
        }
        return new Search(returns, blocks, perBlock).result();
    }

    /** Sums of each block make the ratio of any half a matter of adding S/2 of them. */
    private static final class Search {
        private final int blocks;
        private final int perBlock;
        private final int variants;
        private final double[] sums;
        private final double[] squares;
        private final double[] ratios;
        private int halves;
        private int overfit;
        private int lost;
        private double sumX;
        private double sumY;
        private double sumXx;
        private double sumXy;

        Search(ReturnMatrix returns, int blocks, int perBlock) {
            this.blocks = blocks;
            this.perBlock = perBlock;
            variants = returns.variants();
            sums = new double[variants * blocks];
            squares = new double[variants * blocks];
            ratios = new double[variants];
            int first = returns.periods() - blocks * perBlock;
            for (int v = 0; v < variants; v++) {
                for (int i = 0; i < blocks * perBlock; i++) {
                    double value = returns.at(v, first + i);
                    int place = v * blocks + i / perBlock;
                    sums[place] += value;
                    squares[place] += value * value;
                }
            }
        }

        OverfittingProbability result() {
            for (int half = 0; half < 1 << blocks; half++) {
                if (Integer.bitCount(half) == blocks / 2) {
                    look(half);
                }
            }
            double spread = sumXx - sumX * sumX / halves;
            return new OverfittingProbability(
                    (double) overfit / halves,
                    (double) lost / halves,
                    spread > 0 ? (sumXy - sumX * sumY / halves) / spread : Double.NaN,
                    halves,
                    blocks,
                    variants);
        }

        private void look(int half) {
            int chosen = 0;
            for (int v = 0; v < variants; v++) {
                ratios[v] = ratio(v, half);
                chosen = ratios[v] > ratios[chosen] ? v : chosen;
            }
            double own = ratios[chosen];
            int other = ~half & ((1 << blocks) - 1);
            double there = ratio(chosen, other);
            double below = 0;
            for (int v = 0; v < variants; v++) {
                double each = v == chosen ? there : ratio(v, other);
                below += each < there ? 1 : each == there && v != chosen ? 0.5 : 0;
            }
            // The logit of rank / (variants + 1) is at most 0 when that is at most a half; ties share their places.
            double rank = below + 1;
            overfit += 2 * rank <= variants + 1 ? 1 : 0;
            lost += there < 0 ? 1 : 0;
            halves++;
            sumX += own;
            sumY += there;
            sumXx += own * own;
            sumXy += own * there;
        }

        /** A variant that does not vary has no ratio, and counts 0. */
        private double ratio(int variant, int half) {
            double sum = 0;
            double square = 0;
            for (int left = half; left != 0; left &= left - 1) {
                int place = variant * blocks + Integer.numberOfTrailingZeros(left);
                sum += sums[place];
                square += squares[place];
            }
            int n = perBlock * blocks / 2;
            double mean = sum / n;
            double variance = (square - sum * mean) / (n - 1);
            return variance > square * 1e-14 ? mean / StrictMath.sqrt(variance) : 0;
        }
    }
}
