package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Work;

/** Where a scan of a {@link OneFile} puts all of it: numbers of symbols, microseconds, doubles. Filled again in each run. */
public abstract class ScannedColumns implements Work {
    /** Symbol {@code S7} is 7. */
    protected final int[] symbols;

    /** UTC microseconds. */
    protected final long[] times;

    /** By field and row. */
    protected final double[][] values;

    /** Room for so many rows. */
    protected ScannedColumns(int rows) {
        symbols = new int[rows];
        times = new long[rows];
        values = new double[OneFile.FIELDS][rows];
    }

    @Override
    public double checksum() {
        double sum = 0;
        for (int row = 0; row < symbols.length; row++) {
            sum += symbols[row] + (times[row] - OneFile.START) / 1e9;
        }
        for (double[] column : values) {
            for (int row = 0; row < column.length; row++) {
                sum += column[row];
                column[row] = 0;
            }
        }
        return sum;
    }
}
