package dev.barque.store.internal.chains;

import dev.barque.core.market.OptionMeasure;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** How our files of option chains are laid out and named: one row for each contract of each chain. */
public final class ChainSchema {
    /** The folder of option chains in a home. */
    public static final String FOLDER = "option_chains";

    /** Says that a file is ours, and which version of the layout it has. */
    static final String VERSION_KEY = "barque.chains.version";

    /** The date of the file, so that a copy under another name is noticed. */
    static final String DATE_KEY = "barque.chains.date";

    /** Of all that the rows say ({@link ChainDigest}). */
    static final String DIGEST_KEY = "barque.chains.digest";

    /** Says for people by what the Greeks count. */
    static final String UNITS_KEY = "barque.chains.units";

    static final String VERSION = "1";
    static final String UNITS = "vega and vanna by the volatility point (0.01), theta and charm by the calendar day";

    static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message option_chains {
              required int64 t_event (TIMESTAMP(MICROS,true));
              required binary symbol (STRING);
              required int64 expiry (TIMESTAMP(MICROS,true));
              required binary option_right (STRING);
              optional binary contract (STRING);
              optional int64 quoted_at (TIMESTAMP(MICROS,true));
              optional double underlying_price;
            """ + measures() + """
              required int64 known_at (TIMESTAMP(MICROS,true));
            }
            """);

    private static final Pattern NAME = Pattern.compile("chains_(\\d{4}-\\d{2}-\\d{2})\\.parquet");

    private ChainSchema() {}

    private static String measures() {
        StringBuilder lines = new StringBuilder();
        for (OptionMeasure measure : OptionMeasure.values()) {
            lines.append("optional double ").append(measure.id()).append(";\n");
        }
        return lines.toString();
    }

    /** The file of a date in a folder. */
    public static Path file(Path folder, LocalDate date) {
        return folder.resolve("chains_" + date + ".parquet");
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
}
