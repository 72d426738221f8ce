package dev.barque.store.internal.chains;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionMeasure;
import dev.barque.core.market.OptionRight;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.parquet.ParquetColumn;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.internal.parquet.ParquetTable;
import dev.barque.store.io.FileAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** One of our files of option chains, whole. */
public final class ChainDateFile {
    private ChainDateFile() {}

    /** The rows of a file of ours, none when it is missing; checked by its digest, and each row for its date. */
    public static ChainRows read(Path file) {
        ChainRows rows = new ChainRows();
        if (!Files.exists(file)) {
            return rows;
        }
        ParquetTable table = ParquetFile.read(file);
        Map<String, String> notes = table.metadata();
        if (!ChainSchema.VERSION.equals(notes.get(ChainSchema.VERSION_KEY))) {
            throw ChainErrors.foreignFile(file);
        }
        Optional<LocalDate> date = ChainSchema.date(file);
        if (date.isPresent() && !date.get().toString().equals(notes.get(ChainSchema.DATE_KEY))) {
            throw ChainErrors.wrongPlace(file, String.valueOf(notes.get(ChainSchema.DATE_KEY)));
        }
        new Reader(file, table).into(rows);
        String digest = ChainDigest.of(rows);
        if (!digest.equals(notes.get(ChainSchema.DIGEST_KEY))) {
            throw StoreErrors.corruptFile(
                    file,
                    "its rows have the digest " + digest + " but it was written with "
                            + notes.get(ChainSchema.DIGEST_KEY),
                    null);
        }
        for (int i = 0; i < rows.size && date.isPresent(); i++) {
            if (!UtcMicros.utcDate(rows.time[i]).equals(date.get()) || rows.known[i] < rows.time[i]) {
                throw StoreErrors.corruptFile(
                        file, "row " + (i + 1) + " is of another date, or known before its chain", null);
            }
        }
        return rows;
    }

    /** Replaces a file by one with these rows. */
    public static void write(FileAccess files, Path file, LocalDate date, ChainRows rows) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(ChainSchema.VERSION_KEY, ChainSchema.VERSION);
        metadata.put(ChainSchema.DATE_KEY, date.toString());
        metadata.put(ChainSchema.DIGEST_KEY, ChainDigest.of(rows));
        metadata.put(ChainSchema.UNITS_KEY, ChainSchema.UNITS);
        ParquetFile.write(files, file, ChainSchema.SCHEMA, metadata, rows.size, new Writer(rows)::write);
    }

    /** Reads the columns of a table. */
    private static final class Reader {
        private final Path file;
        private final ParquetTable table;

        Reader(Path file, ParquetTable table) {
            this.file = file;
            this.table = table;
        }

        void into(ChainRows rows) {
            ParquetColumn time = column("t_event");
            ParquetColumn symbol = column("symbol");
            ParquetColumn expiry = column("expiry");
            ParquetColumn right = column("option_right");
            ParquetColumn contract = column("contract");
            ParquetColumn quoted = column("quoted_at");
            ParquetColumn underlying = column("underlying_price");
            ParquetColumn known = column("known_at");
            Map<OptionMeasure, ParquetColumn> numbers = new EnumMap<>(OptionMeasure.class);
            for (OptionMeasure measure : OptionMeasure.values()) {
                numbers.put(measure, column(measure.id()));
            }
            Map<String, String> names = new LinkedHashMap<>();
            for (int i = 0; i < table.rows(); i++) {
                int row = rows.next();
                rows.time[row] = time.int64(i);
                rows.symbol[row] = names.computeIfAbsent(symbol.string(i), name -> name);
                rows.expiry[row] = expiry.int64(i);
                rows.right[row] = right(right.string(i));
                rows.contract[row] = contract.isNull(i) ? null : contract.string(i);
                rows.quoted[row] = quoted.isNull(i) ? rows.time[row] : quoted.int64(i);
                rows.underlying[row] = underlying.isNull(i) ? Double.NaN : underlying.float64(i);
                rows.known[row] = known.int64(i);
                for (Map.Entry<OptionMeasure, ParquetColumn> number : numbers.entrySet()) {
                    ParquetColumn column = number.getValue();
                    rows.column(number.getKey())[row] = column.isNull(i) ? Double.NaN : column.float64(i);
                }
            }
        }

        private OptionRight right(String text) {
            return switch (text) {
                case "call" -> OptionRight.CALL;
                case "put" -> OptionRight.PUT;
                default -> throw StoreErrors.corruptFile(file, "'" + text + "' is neither call nor put", null);
            };
        }

        private ParquetColumn column(String name) {
            return table.column(name)
                    .orElseThrow(() -> StoreErrors.corruptFile(file, "the column " + name + " is missing", null));
        }
    }

    /** Writes rows; texts that occur often are made into bytes once. */
    private static final class Writer {
        private final ChainRows rows;
        private final Map<String, Binary> texts = new LinkedHashMap<>();

        Writer(ChainRows rows) {
            this.rows = rows;
        }

        void write(RecordConsumer to, int row) {
            int64(to, "t_event", rows.time[row]);
            text(to, "symbol", often(rows.symbol[row]));
            int64(to, "expiry", rows.expiry[row]);
            text(to, "option_right", often(rows.right[row].name().toLowerCase(Locale.ROOT)));
            @Nullable String contract = rows.contract[row];
            if (contract != null) {
                text(to, "contract", Binary.fromString(contract));
            }
            if (rows.quoted[row] != rows.time[row] && rows.quoted[row] != OptionChain.NO_TIME) {
                int64(to, "quoted_at", rows.quoted[row]);
            }
            real(to, "underlying_price", rows.underlying[row]);
            for (OptionMeasure measure : OptionMeasure.values()) {
                real(to, measure.id(), rows.column(measure)[row]);
            }
            int64(to, "known_at", rows.known[row]);
        }

        private Binary often(String text) {
            return texts.computeIfAbsent(text, Binary::fromString);
        }

        private static void real(RecordConsumer to, String name, double value) {
            if (!Double.isNaN(value)) {
                int index = ChainSchema.SCHEMA.getFieldIndex(name);
                to.startField(name, index);
                to.addDouble(value);
                to.endField(name, index);
            }
        }

        private static void int64(RecordConsumer to, String name, long value) {
            int index = ChainSchema.SCHEMA.getFieldIndex(name);
            to.startField(name, index);
            to.addLong(value);
            to.endField(name, index);
        }

        private static void text(RecordConsumer to, String name, Binary value) {
            int index = ChainSchema.SCHEMA.getFieldIndex(name);
            to.startField(name, index);
            to.addBinary(value);
            to.endField(name, index);
        }
    }
}
