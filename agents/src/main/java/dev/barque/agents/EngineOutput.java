package dev.barque.agents;

import dev.barque.core.feature.FeatureRow;
import java.util.List;

/**
 * Where an engine writes: its own fields, by their index in its own schema, within the row of a larger set. What it does
 * not write stays null. Not safe for use by several threads.
 */
public final class EngineOutput {
    private final FeatureRow.Builder row;
    private final int base;

    /** Writes field 0 of the engine to field {@code base} of the row. */
    public EngineOutput(FeatureRow.Builder row, int base) {
        this.row = row;
        this.base = base;
    }

    /** Writes a double. */
    public void float64(int field, double value) {
        row.float64(base + field, value);
    }

    /** Writes a long. */
    public void int64(int field, long value) {
        row.int64(base + field, value);
    }

    /** Writes a text. */
    public void string(int field, String value) {
        row.string(base + field, value);
    }

    /** Writes a list of doubles. */
    public void float64List(int field, double... values) {
        row.float64List(base + field, values);
    }

    /** Writes a list of texts. */
    public void stringList(int field, List<String> values) {
        row.stringList(base + field, values);
    }

    /** Writes a list of intervals as lo, hi, lo, hi, ... that stands in a part of an array. */
    public void intervalList(int field, double[] loHiPairs, int from, int to) {
        row.intervalList(base + field, loHiPairs, from, to);
    }

    /** Writes a list of intervals as lo, hi, lo, hi, ... */
    public void intervalList(int field, double... loHiPairs) {
        row.intervalList(base + field, loHiPairs);
    }
}
