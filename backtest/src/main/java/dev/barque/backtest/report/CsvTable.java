package dev.barque.backtest.report;

import java.time.Instant;
import java.util.List;

/** Rows of RFC 4180: commas, CRLF, quotes where they are needed and doubled inside; an absent value is an empty field. */
final class CsvTable {
    private final StringBuilder out = new StringBuilder();
    private boolean first = true;

    CsvTable(List<String> header) {
        header.forEach(this::add);
        end();
    }

    CsvTable add(String text) {
        if (!first) {
            out.append(',');
        }
        first = false;
        if (needsQuotes(text)) {
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            out.append(text);
        }
        return this;
    }

    CsvTable add(double value) {
        if (Double.isNaN(value)) {
            return add("");
        }
        return add(Double.isInfinite(value) ? Double.toString(value) : Numbers.exact(value));
    }

    CsvTable add(long value) {
        return add(Long.toString(value));
    }

    CsvTable add(Instant time) {
        return add(time.toString());
    }

    CsvTable skip(int fields) {
        for (int i = 0; i < fields; i++) {
            add("");
        }
        return this;
    }

    void end() {
        out.append("\r\n");
        first = true;
    }

    CharSequence text() {
        return out;
    }

    private static boolean needsQuotes(String text) {
        return text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }
}
