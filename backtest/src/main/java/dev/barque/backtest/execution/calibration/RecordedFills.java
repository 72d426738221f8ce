package dev.barque.backtest.execution.calibration;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads fills from comma-separated values. The first line names the columns, in any order: {@code time} (ISO 8601 with an
 * offset), {@code arrival_price}, {@code fill_price}, {@code quantity}, and where they are known {@code symbol}, {@code
 * bar_volume}, {@code adv}, {@code sigma}, {@code amihud}, {@code bid}, {@code ask}, {@code pnl}. An empty field is not known;
 * other columns are passed over.
 */
public final class RecordedFills {
    static final List<String> REQUIRED = List.of("time", "arrival_price", "fill_price", "quantity");

    private RecordedFills() {}

    /**
     * All of them, in the order of time.
     *
     * @param source what messages call it
     * @throws BarqueException with code {@code calibration.bad-fills} and the line that cannot be read
     */
    public static List<RecordedFill> read(Reader from, String source) {
        List<RecordedFill> fills = new ArrayList<>();
        try {
            BufferedReader lines = new BufferedReader(from);
            String first = lines.readLine();
            if (first == null) {
                throw CalibrationErrors.none(source);
            }
            Map<String, Integer> columns = columns(first, source);
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    fills.add(fill(columns, line, source, number));
                }
            }
        } catch (IOException e) {
            throw CalibrationErrors.unreadable(source, e);
        }
        if (fills.isEmpty()) {
            throw CalibrationErrors.none(source);
        }
        fills.sort(Comparator.comparingLong(RecordedFill::timeMicros));
        return List.copyOf(fills);
    }

    private static Map<String, Integer> columns(String line, String source) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        String[] names = line.replace("\uFEFF", "").split(",", -1);
        for (int i = 0; i < names.length; i++) {
            String name = names[i].trim().toLowerCase(Locale.ROOT);
            if (columns.put(name, i) != null) {
                throw CalibrationErrors.badLine(source, 1, "names the column " + name + " twice");
            }
        }
        for (String required : REQUIRED) {
            if (!columns.containsKey(required)) {
                throw CalibrationErrors.noColumn(source, required, columns.keySet());
            }
        }
        return columns;
    }

    private static RecordedFill fill(Map<String, Integer> columns, String line, String source, int number) {
        String[] fields = line.split(",", -1);
        if (fields.length != columns.size()) {
            throw CalibrationErrors.badLine(
                    source, number, "has " + fields.length + " fields where the first has " + columns.size());
        }
        try {
            String symbol = field(columns, fields, "symbol");
            return new RecordedFill(
                    Symbol.of(symbol.isEmpty() ? "?" : symbol),
                    UtcMicros.of(
                            OffsetDateTime.parse(field(columns, fields, "time")).toInstant()),
                    number(columns, fields, "arrival_price"),
                    number(columns, fields, "fill_price"),
                    number(columns, fields, "quantity"),
                    number(columns, fields, "bar_volume"),
                    number(columns, fields, "adv"),
                    number(columns, fields, "sigma"),
                    number(columns, fields, "amihud"),
                    number(columns, fields, "bid"),
                    number(columns, fields, "ask"),
                    number(columns, fields, "pnl"));
        } catch (IllegalArgumentException | DateTimeException | BarqueException e) {
            throw CalibrationErrors.badLine(source, number, "cannot be taken: " + e.getMessage());
        }
    }

    private static String field(Map<String, Integer> columns, String[] fields, String name) {
        Integer at = columns.get(name);
        return at == null ? "" : fields[at].trim();
    }

    private static double number(Map<String, Integer> columns, String[] fields, String name) {
        String text = field(columns, fields, name);
        try {
            return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number but was '" + text + "'", e);
        }
    }
}
