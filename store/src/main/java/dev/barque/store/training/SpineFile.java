package dev.barque.store.training;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.asof.Spine;
import dev.barque.store.internal.StoreErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a spine from a CSV file with a header, in UTF-8: {@code symbol}, {@code time}, if there is one {@code known_at}, and labels in
 * all other columns. Times are ISO 8601 with an offset, such as {@code 2025-10-24T15:30:00Z}.
 */
public final class SpineFile {
    private SpineFile() {}

    /**
     * All questions of a file. Throws {@code store.bad-spine} with the line for anything that is not one, and
     * {@code store.cannot-read}.
     */
    public static Spine read(Path csv) {
        try (CsvReader<NamedCsvRecord> records =
                CsvReader.builder().skipEmptyLines(true).ofNamedCsvRecord(csv)) {
            Spine.Builder spine = Spine.builder();
            Map<String, List<String>> labels = new LinkedHashMap<>();
            Map<String, Symbol> symbols = new HashMap<>();
            for (NamedCsvRecord record : records) {
                add(csv, record, spine, labels, symbols);
            }
            labels.forEach(spine::label);
            return spine.build();
        } catch (CsvParseException e) {
            throw StoreErrors.badSpine(csv, "", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw StoreErrors.cannotRead(csv, e);
        } catch (UncheckedIOException e) {
            throw StoreErrors.cannotRead(csv, new IOException(StoreErrors.reason(e), e));
        }
    }

    private static void add(
            Path csv,
            NamedCsvRecord record,
            Spine.Builder spine,
            Map<String, List<String>> labels,
            Map<String, Symbol> symbols) {
        String line = ", line " + record.getStartingLineNumber();
        int fields = record.getHeader().size();
        if (record.getFieldCount() != fields) {
            throw StoreErrors.badSpine(
                    csv, line, "it has " + record.getFieldCount() + " fields but the header " + fields);
        }
        Symbol symbol;
        try {
            symbol = symbols.computeIfAbsent(required(csv, record, TrainingColumns.SYMBOL, line), Symbol::of);
        } catch (BarqueException e) {
            throw StoreErrors.badSpine(csv, line, String.valueOf(e.getMessage()));
        }
        long event = time(csv, required(csv, record, TrainingColumns.TIME, line), line);
        String known = record.findField(TrainingColumns.KNOWN_AT).orElse("");
        spine.ask(symbol, event, known.isEmpty() ? event : time(csv, known, line));
        for (String name : record.getHeader()) {
            if (!List.of(TrainingColumns.SYMBOL, TrainingColumns.TIME, TrainingColumns.KNOWN_AT)
                    .contains(name)) {
                labels.computeIfAbsent(name, label -> new ArrayList<>())
                        .add(record.findField(name).orElse(""));
            }
        }
    }

    private static String required(Path csv, NamedCsvRecord record, String name, String line) {
        if (!record.getHeader().contains(name)) {
            throw StoreErrors.badSpine(csv, "", "its header has no column " + name + " but " + record.getHeader());
        }
        @Nullable String value = record.findField(name).orElse(null);
        if (value == null || value.isEmpty()) {
            throw StoreErrors.badSpine(csv, line, "it has no " + name);
        }
        return value;
    }

    private static long time(Path csv, String text, String line) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return UtcMicros.of(instant);
        } catch (DateTimeException | ArithmeticException e) {
            throw StoreErrors.badSpine(
                    csv, line, "'" + text + "' is not a time with an offset such as 2025-10-24T15:30:00Z");
        }
    }
}
