package dev.barque.store.asof;

import dev.barque.core.feature.FeatureField;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a row group that answer questions, a column at a time, and puts their values where they belong. */
final class GroupValues {
    private final RowGroups scan;
    private final int group;
    private final int[] questions;
    private final int[] rows;

    /** The questions stand in the order of their rows. */
    GroupValues(RowGroups scan, int group, int[] questions, FileMatches matches) {
        this.scan = scan;
        this.group = group;
        this.questions = questions;
        rows = new int[questions.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = matches.row(questions[i]);
        }
    }

    void into(JoinedColumns to) {
        for (int column = 0; column < to.fields().size(); column++) {
            FeatureField field = to.fields().get(column);
            switch (field.type()) {
                case FLOAT64 -> float64(field.name(), to.float64(column), to.nulls(column));
                case INT64 -> int64(field.name(), to.int64(column), to.nulls(column));
                case BOOL -> bool(field.name(), to.bool(column), to.nulls(column));
                case STRING -> string(field.name(), to.string(column), to.nulls(column));
                case FLOAT64_LIST, STRING_LIST, INTERVAL_LIST -> throw new IllegalStateException("not a scalar");
            }
        }
    }

    private void float64(String name, double[] to, boolean[] nulls) {
        double[] values = new double[rows.length];
        boolean[] absent = new boolean[rows.length];
        scan.float64At(group, name, rows, values, absent);
        for (int i = 0; i < rows.length; i++) {
            to[questions[i]] = values[i];
            nulls[questions[i]] = absent[i];
        }
    }

    private void int64(String name, long[] to, boolean[] nulls) {
        long[] values = new long[rows.length];
        boolean[] absent = new boolean[rows.length];
        scan.int64At(group, name, rows, values, absent);
        for (int i = 0; i < rows.length; i++) {
            to[questions[i]] = values[i];
            nulls[questions[i]] = absent[i];
        }
    }

    private void bool(String name, boolean[] to, boolean[] nulls) {
        long[] values = new long[rows.length];
        boolean[] absent = new boolean[rows.length];
        scan.int64At(group, name, rows, values, absent);
        for (int i = 0; i < rows.length; i++) {
            to[questions[i]] = values[i] != 0;
            nulls[questions[i]] = absent[i];
        }
    }

    private void string(String name, String[] to, boolean[] nulls) {
        @Nullable String[] values = new String[rows.length];
        scan.textAt(group, name, rows, values);
        for (int i = 0; i < rows.length; i++) {
            String value = values[i];
            to[questions[i]] = value == null ? "" : value;
            nulls[questions[i]] = value == null;
        }
    }
}
