package dev.barque.store.internal.l1;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.parquet.ParquetTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;

/** How our files of bars are laid out and named. */
public final class L1Schema {
    /** The folder of bars in a home. */
    public static final String FOLDER = "data_l1";

    /** Says that a file is ours, and which version of the layout it has. */
    static final String VERSION_KEY = "barque.l1.version";

    /** Says for people what the stamps of our files mean; it is always the same. */
    static final String STAMPED_KEY = "barque.l1.stamped_at";

    /** Says for people how long the bars last, when all last alike; programs read the column. */
    static final String INTERVAL_KEY = "barque.l1.interval";

    /** The date of the file, so that a copy under another name is noticed. */
    static final String DATE_KEY = "barque.l1.date";

    /** Of all that the rows say ({@link L1Digest}). */
    static final String DIGEST_KEY = "barque.l1.digest";

    /** How many superseded rows there are at least in the file beside it. */
    static final String SUPERSEDED_KEY = "barque.l1.superseded";

    static final String VERSION = "2";

    private static final String FIRST_COLUMNS = """
            message l1 {
              required int64 t_event (TIMESTAMP(MICROS,true));
              required binary symbol (STRING);
              optional double price;
              optional double volume;
              optional double dollar_volume;
              optional double open;
              optional double high;
              optional double low;
              optional binary source (STRING);
              optional double iv_dec;
              optional int64 oi;
              optional binary raw_ref (STRING);
              required boolean units_normalized;
              optional int64 interval_us;
            """;

    /** Without times of knowledge: a bar of such a file was known when it became complete. */
    static final MessageType SCHEMA_1 = MessageTypeParser.parseMessageType(FIRST_COLUMNS + "}");

    static final MessageType SCHEMA = MessageTypeParser.parseMessageType(FIRST_COLUMNS + """
              required int64 known_at (TIMESTAMP(MICROS,true));
              optional int64 superseded_at (TIMESTAMP(MICROS,true));
            }
            """);

    private static final String BARS = "l1_";

    private L1Schema() {}

    /** The file of a date in a folder. */
    public static Path file(Path folder, LocalDate date) {
        return folder.resolve("l1_" + date + ".parquet");
    }

    /** The file of a date that there is: the plain one, or the packed one where there is no other. */
    public static Path readable(Path folder, LocalDate date) {
        Path plain = file(folder, date);
        Path packed = packed(folder, date);
        return !Files.exists(plain) && Files.exists(packed) ? packed : plain;
    }

    /** The packed file of a date in a folder. */
    public static Path packed(Path folder, LocalDate date) {
        return folder.resolve("l1_" + date + ".parquet" + L1Source.PACKED);
    }

    /** The date of a packed file, empty for any other file. */
    public static Optional<LocalDate> packed(Path file) {
        return date(file, BARS, ".parquet" + L1Source.PACKED);
    }

    /** The file of values of a date that were corrected later; other readers of the folder do not take it for bars. */
    static Path supersededFile(Path folder, LocalDate date) {
        return folder.resolve("superseded_" + date + ".parquet");
    }

    /** What stands in the place of a file of bars that lies in quarantine. */
    public static Path quarantineMarker(Path folder, LocalDate date) {
        return folder.resolve("l1_" + date + ".quarantined.json");
    }

    /** The date of a marker, empty for any other file. */
    public static Optional<LocalDate> quarantined(Path file) {
        return date(file, BARS, ".quarantined.json");
    }

    /** The date of a file of superseded values, empty for any other file. */
    public static Optional<LocalDate> superseded(Path file) {
        return date(file, "superseded_", ".parquet");
    }

    /** The date of a file, empty when its name is not one of these files. */
    public static Optional<LocalDate> date(Path file) {
        return date(file, BARS, ".parquet");
    }

    /** Without a pattern, since whole folders of years are listed for a question about their last date. */
    private static Optional<LocalDate> date(Path file, String before, String after) {
        String name = String.valueOf(file.getFileName());
        int at = before.length();
        if (name.length() != at + 10 + after.length()
                || !name.startsWith(before)
                || !name.endsWith(after)
                || name.charAt(at + 4) != '-'
                || name.charAt(at + 7) != '-') {
            return Optional.empty();
        }
        int year = number(name, at, 4);
        int month = number(name, at + 5, 2);
        int day = number(name, at + 8, 2);
        try {
            return year < 0 || month < 0 || day < 0 ? Optional.empty() : Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException noSuchDate) {
            return Optional.empty();
        }
    }

    /** -1 for anything but digits. */
    private static int number(String text, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    /** Whether we wrote a file. */
    public static boolean isOurs(ParquetTable table) {
        // Any of our notes will do, and our columns without notes too: a damaged byte does not make a file of ours look
        // like
        // another system's, whose stamps may mean something else.
        return table.metadata().keySet().stream().anyMatch(key -> key.startsWith("barque.l1."))
                || hasColumns(table, SCHEMA)
                || hasColumns(table, SCHEMA_1);
    }

    /** The same names and types in the same order; how values are ordered in statistics is no matter of ours. */
    private static boolean hasColumns(ParquetTable table, MessageType schema) {
        List<Type> found = table.schema().getFields();
        List<Type> expected = schema.getFields();
        if (found.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < found.size(); i++) {
            Type a = found.get(i);
            Type b = expected.get(i);
            if (!a.isPrimitive()
                    || !a.getName().equals(b.getName())
                    || a.getRepetition() != b.getRepetition()
                    || a.asPrimitiveType().getPrimitiveTypeName()
                            != b.asPrimitiveType().getPrimitiveTypeName()
                    || !Objects.equals(a.getLogicalTypeAnnotation(), b.getLogicalTypeAnnotation())) {
                return false;
            }
        }
        return true;
    }

    /** Refuses a file of ours whose columns are not ours, or that lies under another date than it was written for. */
    static void requireWhole(Path file, ParquetTable table) {
        Map<String, String> notes = table.metadata();
        boolean first = "1".equals(notes.get(VERSION_KEY));
        if (!hasColumns(table, first ? SCHEMA_1 : SCHEMA) || !(first || VERSION.equals(notes.get(VERSION_KEY)))) {
            throw StoreErrors.corruptFile(
                    file, "its columns are not those of the version " + notes.get(VERSION_KEY) + " that it says", null);
        }
        Optional<LocalDate> here = date(file).or(() -> packed(file)).or(() -> superseded(file));
        if (!first && here.isPresent() && !here.get().toString().equals(notes.get(DATE_KEY))) {
            throw L1Errors.wrongPlace(file, String.valueOf(notes.get(DATE_KEY)));
        }
    }
}
