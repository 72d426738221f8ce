package dev.barque.cli.conformance;

import dev.barque.core.market.Bars;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import java.time.ZoneId;
import tools.jackson.databind.JsonNode;

/** Tables as the recordings write them: a number of rows and columns by name. */
final class PythonTables {
    private PythonTables() {}

    /** Bars in the order of the rows. A table without prices is refused; one without volumes has none traded. */
    static Bars bars(Symbol symbol, JsonNode table, ZoneId naiveZone) {
        JsonNode columns = table.path("columns");
        int rows = table.path("n_rows").intValue();
        requireColumn(columns, "price");
        Bars.Builder bars = Bars.builder(symbol);
        for (int i = 0; i < rows; i++) {
            double price = PythonValue.number(columns.path("price").path(i));
            double volume = columns.has("volume")
                    ? PythonValue.number(columns.path("volume").path(i))
                    : 0;
            double traded = columns.has("dollar_volume")
                    ? PythonValue.number(columns.path("dollar_volume").path(i))
                    : price * volume;
            bars.add(PythonValue.micros(columns.path("t_event").path(i).asString(), naiveZone), price, volume, traded);
        }
        return bars.build();
    }

    /** An option chain; every column that the published engine reads must be there unless the table has no rows. */
    static OptionChain chain(JsonNode table) {
        JsonNode columns = table.path("columns");
        int rows = table.path("n_rows").intValue();
        if (rows == 0) {
            return OptionChain.empty();
        }
        return new OptionChain(
                column(columns, "strike", rows),
                column(columns, "gamma", rows),
                column(columns, "vega", rows),
                column(columns, "theta", rows),
                column(columns, "open_interest", rows));
    }

    private static double[] column(JsonNode columns, String name, int rows) {
        requireColumn(columns, name);
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = PythonValue.number(columns.path(name).path(i));
        }
        return values;
    }

    private static void requireColumn(JsonNode columns, String name) {
        if (!columns.has(name)) {
            throw new PublishedRefusal("KeyError", "there is no column " + name);
        }
    }
}
