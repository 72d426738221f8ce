package dev.barque.backtest.engine;

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
import java.util.List;
import java.util.Locale;

/**
 * Reads halts from comma-separated values with the columns {@code symbol,from,to,reason}, which the first line names in this order.
 * Times are ISO 8601 with an offset; the reason is the rest of the line, commas included.
 */
public final class Halts {
    static final String COLUMNS = "symbol,from,to,reason";
    private static final int FIELDS = 4;

    private Halts() {}

    /**
     * All of them, by the time at which they began.
     *
     * @param source what messages call it
     * @throws BarqueException with code {@code engine.bad-halts} and the line that cannot be read
     */
    public static List<Halt> read(Reader from, String source) {
        List<Halt> halts = new ArrayList<>();
        try {
            BufferedReader lines = new BufferedReader(from);
            String first = lines.readLine();
            if (first == null || !isHeader(first)) {
                throw EngineErrors.badHalts(source, 1, first == null ? "is missing" : "is '" + first + "'");
            }
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    halts.add(halt(line, source, number));
                }
            }
        } catch (IOException e) {
            throw EngineErrors.unreadableHalts(source, e);
        }
        halts.sort(Comparator.comparingLong(Halt::fromMicros));
        return List.copyOf(halts);
    }

    private static boolean isHeader(String line) {
        return line.replace("\uFEFF", "")
                .replace(" ", "")
                .toLowerCase(Locale.ROOT)
                .equals(COLUMNS);
    }

    private static Halt halt(String line, String source, int number) {
        String[] fields = line.split(",", FIELDS);
        if (fields.length < FIELDS) {
            throw EngineErrors.badHalts(source, number, "has " + fields.length + " fields");
        }
        try {
            return new Halt(
                    Symbol.of(fields[0].strip()), micros(fields[1]), micros(fields[2]), fields[FIELDS - 1].strip());
        } catch (IllegalArgumentException | DateTimeException | BarqueException e) {
            throw EngineErrors.badHalts(source, number, "cannot be taken: " + e.getMessage());
        }
    }

    private static long micros(String field) {
        return UtcMicros.of(OffsetDateTime.parse(field.strip()).toInstant());
    }
}
