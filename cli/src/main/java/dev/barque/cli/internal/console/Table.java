package dev.barque.cli.internal.console;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** A table for people: the first column to the left, numbers to the right. */
public final class Table {
    private final Column[] columns;
    private final List<Object[]> rows = new ArrayList<>();

    private Table(Column[] columns) {
        this.columns = columns;
    }

    /** A table whose columns after the first hold numbers. */
    public static Table ofNumbers(String... headers) {
        return of(HorizontalAlign.RIGHT, headers);
    }

    /** A table of texts. */
    public static Table ofTexts(String... headers) {
        return of(HorizontalAlign.LEFT, headers);
    }

    private static Table of(HorizontalAlign align, String... headers) {
        Column[] columns = new Column[headers.length];
        for (int i = 0; i < headers.length; i++) {
            HorizontalAlign own = i == 0 ? HorizontalAlign.LEFT : align;
            columns[i] = new Column()
                    .header(headers[i])
                    .headerAlign(own)
                    .dataAlign(own)
                    .maxWidth(Integer.MAX_VALUE);
        }
        return new Table(columns);
    }

    /** The last column holds text, whatever the others hold. */
    public Table endingInText() {
        columns[columns.length - 1].headerAlign(HorizontalAlign.LEFT).dataAlign(HorizontalAlign.LEFT);
        return this;
    }

    /** Some of the columns, from 0, hold numbers, whatever they were taken for. */
    public Table numbersIn(IntPredicate which) {
        for (int i = 0; i < columns.length; i++) {
            if (which.test(i)) {
                columns[i].headerAlign(HorizontalAlign.RIGHT).dataAlign(HorizontalAlign.RIGHT);
            }
        }
        return this;
    }

    /** Adds a row. */
    public Table row(Object... cells) {
        rows.add(cells);
        return this;
    }

    /** The table as lines of text. */
    public String text() {
        return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, columns, rows.toArray(new Object[0][]));
    }
}
