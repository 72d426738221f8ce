package dev.barque.store.internal.l1;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

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

    static final String VERSION = "1";

    static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
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
            }
            """);

    private static final Pattern NAME = Pattern.compile("l1_(\\d{4}-\\d{2}-\\d{2})\\.parquet");

    private L1Schema() {}

    /** The file of a date in a folder. */
    public static Path file(Path folder, LocalDate date) {
        return folder.resolve("l1_" + date + ".parquet");
    }

    /** The date of a file, empty when its name is not one of these files. */
    public static Optional<LocalDate> date(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        try {
            return name.matches() ? Optional.of(LocalDate.parse(name.group(1))) : Optional.empty();
        } catch (DateTimeParseException noSuchDate) {
            return Optional.empty();
        }
    }

    /** Whether the metadata are those of a file that we wrote. */
    public static boolean isOurs(Map<String, String> metadata) {
        return metadata.containsKey(VERSION_KEY);
    }
}
