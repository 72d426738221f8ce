package dev.barque.store.internal.sql;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.decision.RecordLine;
import dev.barque.store.internal.decision.Segment;
import dev.barque.store.internal.decision.SegmentLines;
import dev.barque.store.internal.feature.PartitionPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** The lines of the decision log, and the statements that make a table of them. */
final class DecisionSql {
    static final String STAGING = "@lines";

    private DecisionSql() {}

    /** Takes a line. */
    @FunctionalInterface
    interface Lines {
        void line(LocalDate date, String line);
    }

    /** Hands out the lines that were written as a whole; what follows the last line end is not committed. */
    static void each(SessionSettings settings, Lines to) {
        Path folder = settings.home().resolve("decisions");
        Path at = folder;
        try {
            for (Path dated : settings.files().list(folder)) {
                Optional<LocalDate> date =
                        PartitionPath.date(String.valueOf(dated.getFileName())).filter(settings::shows);
                if (date.isPresent()) {
                    for (Segment segment : Segment.in(settings.files(), dated)) {
                        at = segment.file();
                        lines(settings, segment, date.get(), to);
                    }
                }
            }
        } catch (IOException e) {
            throw StoreErrors.cannotRead(at, e);
        }
    }

    /** A line whose check sum is wrong becomes one that is no decision, so that it is counted. */
    private static void lines(SessionSettings settings, Segment segment, LocalDate date, Lines to) throws IOException {
        RecordLine records = new RecordLine();
        try (SegmentLines lines = SegmentLines.open(settings.files(), segment)) {
            while (lines.next()) {
                to.line(date, isWhole(records, lines) ? text(lines) : "");
            }
        }
    }

    private static boolean isWhole(RecordLine records, SegmentLines lines) {
        return !lines.isTooLong() && records.isWhole(lines.line(), lines.length());
    }

    private static String text(SegmentLines lines) {
        return new String(lines.line(), 0, lines.length(), StandardCharsets.UTF_8);
    }

    /** The table of lines. */
    static String staging() {
        return "CREATE TEMP TABLE " + SqlNames.quoted(STAGING) + " (date INTEGER, line VARCHAR)";
    }

    /** Lines that a loss of power has spoilt: whoever reads the log passes over them. */
    static String spoilt() {
        return "SELECT count(*) FROM " + SqlNames.quoted(STAGING) + " WHERE NOT (" + IS_DECISION + ")";
    }

    private static final String IS_DECISION =
            "coalesce(CASE WHEN json_valid(line) THEN line ->> '$.decision' IN ('trade', 'no_trade') END, false)";

    /** The decisions with a type for each column. */
    static String table() {
        return "CREATE TABLE decisions AS SELECT line ->> '$.symbol' AS symbol, DATE '1970-01-01' + date AS date,"
                + " CAST(line ->> '$.time' AS TIMESTAMPTZ) AS \"time\", line ->> '$.profile' AS profile,"
                + " line ->> '$.decision' AS decision, line ->> '$.direction' AS direction,"
                + number("confidence", "confidence") + number("size", "size") + number("stop_loss", "stop_loss")
                + " CAST(line ->> '$.time_stop_bars' AS BIGINT) AS time_stop_bars, line ->> '$.reason' AS reason,"
                + " line ->> '$.explanation' AS explanation, line ->> '$.smallest_change.text' AS smallest_change,"
                + number("smallest_change.amount", "smallest_change_amount")
                + " CAST(line ->> '$.scores.up' AS DOUBLE) AS score_up, CAST(line ->> '$.scores.down' AS DOUBLE) AS score_down,"
                + " line ->> '$.row.feature_set' AS feature_set, CAST(line ->> '$.row.event_time' AS TIMESTAMPTZ) AS event_time,"
                + " CAST(line ->> '$.row.known_at' AS TIMESTAMPTZ) AS known_at,"
                + " CAST(line ->> '$.row.sequence' AS BIGINT) AS sequence,"
                + " from_json(line -> '$.views', '[{\"agent\": \"VARCHAR\", \"bias\": \"DOUBLE\", \"confidence\": \"DOUBLE\","
                + " \"thesis\": \"VARCHAR\", \"abstains\": \"BOOLEAN\", \"evidence\": \"VARCHAR\"}]') AS views,"
                + " from_json(line -> '$.verdicts', '[{\"guard\": \"VARCHAR\", \"outcome\": \"VARCHAR\","
                + " \"size_factor\": \"DOUBLE\", \"reason\": \"VARCHAR\", \"amount\": \"DOUBLE\"}]') AS verdicts, CAST(line AS JSON) AS json FROM "
                + SqlNames.quoted(STAGING) + " WHERE " + IS_DECISION;
    }

    /** What is not a number is NULL. */
    private static String number(String path, String name) {
        return " nullif(CAST(line ->> '$." + path + "' AS DOUBLE), 'NaN'::DOUBLE) AS " + SqlNames.quoted(name) + ",";
    }
}
