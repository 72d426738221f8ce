package dev.barque.backtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a result for programs, with columns that say what they mean; the same tables are written as CSV, as JSON and, by whoever
 * has a writer, as Parquet. See {@link PortfolioTables}. Immutable; values are looked up in the result.
 */
public final class ReportTable {
    private final String name;
    private final int rows;
    private final List<Column> columns;

    private ReportTable(String name, int rows, List<Column> columns) {
        this.name = name;
        this.rows = rows;
        this.columns = List.copyOf(columns);
    }

    /** What the values of a column are. */
    public enum Kind {
        /** Instants: UTC microseconds; ISO 8601 where a file has no type for them. */
        TIME,
        /** Whole numbers. */
        WHOLE,
        /** Numbers; NaN where there is none. */
        NUMBER,
        /** Texts; absent where there is none. */
        TEXT
    }

    /** A column. */
    public static final class Column {
        private final String name;
        private final Kind kind;
        private final String meaning;
        private final ToLongFunction<Integer> whole;
        private final ToDoubleFunction<Integer> number;
        private final Function<Integer, @Nullable String> text;

        private Column(
                String name,
                Kind kind,
                String meaning,
                ToLongFunction<Integer> whole,
                ToDoubleFunction<Integer> number,
                Function<Integer, @Nullable String> text) {
            this.name = name;
            this.kind = kind;
            this.meaning = meaning;
            this.whole = whole;
            this.number = number;
            this.text = text;
        }

        /** Lower case, with underscores. */
        public String name() {
            return name;
        }

        /** What its values are. */
        public Kind kind() {
            return kind;
        }

        /** What it says, with its unit, in words. */
        public String meaning() {
            return meaning;
        }

        /** The value of a row, from 0, of a column of {@link Kind#TIME} or {@link Kind#WHOLE}. */
        public long whole(int row) {
            return whole.applyAsLong(row);
        }

        /** The value of a row of a column of {@link Kind#NUMBER}. */
        public double number(int row) {
            return number.applyAsDouble(row);
        }

        /** The value of a row of a column of {@link Kind#TEXT}. */
        public Optional<String> text(int row) {
            return Optional.ofNullable(text.apply(row));
        }
    }

    /** A plain word: the name of its files before their ending. */
    public String name() {
        return name;
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    /** The columns in their order. */
    public List<Column> columns() {
        return columns;
    }

    /** Collects columns over numbered things. */
    static final class Builder {
        private final String name;
        private final int rows;
        private final List<Column> columns = new ArrayList<>();

        Builder(String name, int rows) {
            this.name = name;
            this.rows = rows;
        }

        Builder time(String column, String meaning, ToLongFunction<Integer> micros) {
            return add(column, Kind.TIME, meaning, micros, row -> Double.NaN, row -> null);
        }

        Builder whole(String column, String meaning, ToLongFunction<Integer> value) {
            return add(column, Kind.WHOLE, meaning, value, row -> Double.NaN, row -> null);
        }

        Builder number(String column, String meaning, ToDoubleFunction<Integer> value) {
            return add(column, Kind.NUMBER, meaning, row -> 0, value, row -> null);
        }

        Builder text(String column, String meaning, Function<Integer, @Nullable String> value) {
            return add(column, Kind.TEXT, meaning, row -> 0, row -> Double.NaN, value);
        }

        private Builder add(
                String column,
                Kind kind,
                String meaning,
                ToLongFunction<Integer> whole,
                ToDoubleFunction<Integer> number,
                Function<Integer, @Nullable String> text) {
            columns.add(new Column(column, kind, meaning, whole, number, text));
            return this;
        }

        ReportTable build() {
            return new ReportTable(name, rows, columns);
        }
    }
}
