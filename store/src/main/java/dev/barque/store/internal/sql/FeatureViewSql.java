package dev.barque.store.internal.sql;

import static dev.barque.store.internal.sql.SqlNames.quoted;

import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements that make the view and the macros of one feature set. Rows of the log go into a table with one column for each
 * feature first, since that is what can be filled quickly, and are nested as in the files by SQL.
 */
final class FeatureViewSql {
    /** Columns that the store adds; no feature may have one of these names, so that macros can use them without a doubt. */
    private static final String OWN = "symbol, date, event_time, known_at, ingested_at, sequence";

    /** No feature begins with an underscore or an at sign. */
    private static final String FILE = quoted("@file");

    private static final int MOST_DAYS = 366;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    // First the times and number that win, then their row: the many rows that lose are never held.
    private static final String GREATEST =
            "max({'event_time': f.event_time, 'known_at': f.known_at, 'sequence': f.sequence})";
    private static final String WINNER =
            "w.event_time AS \"@event\", w.known_at AS \"@known\", w.sequence AS \"@number\"";
    private static final String IS_WINNER =
            "f.event_time = \"@event\" AND f.known_at = \"@known\" AND f.sequence = \"@number\"";

    private final String view;
    private final SetPart part;
    private final Map<String, Object> tree = new LinkedHashMap<>();

    FeatureViewSql(String view, SetPart part) {
        this.view = view;
        this.part = part;
        FeatureSchema schema = part.set().schema();
        for (int i = 0; i < schema.size(); i++) {
            add(tree, List.of(schema.field(i).name().split("\\.", -1)), i);
        }
    }

    @SuppressWarnings("unchecked") // what is no number is a group
    private static void add(Map<String, Object> group, List<String> path, int field) {
        if (path.size() == 1) {
            group.put(path.get(0), field);
        } else {
            Object inner = group.computeIfAbsent(path.get(0), name -> new LinkedHashMap<String, Object>());
            add((Map<String, Object>) inner, path.subList(1, path.size()), field);
        }
    }

    /** The table with one column for each feature, in the order of the schema, after the store's own. */
    String staging() {
        List<String> columns = new ArrayList<>(List.of(
                "symbol VARCHAR",
                "date INTEGER",
                "event_time BIGINT",
                "known_at BIGINT",
                "ingested_at BIGINT",
                "sequence BIGINT"));
        FeatureSchema schema = part.set().schema();
        for (int i = 0; i < schema.size(); i++) {
            columns.add(flat(i) + " " + flatType(schema.field(i).type()));
        }
        return "CREATE TEMP TABLE " + stagingName() + " (" + String.join(", ", columns) + ")";
    }

    static String stagingName() {
        return quoted("@staging");
    }

    /** The rows of the log as the files would have them. */
    String unsealed() {
        String features = tree.entrySet().stream()
                .map(entry -> ", " + value(entry.getValue()) + " AS " + quoted(entry.getKey()))
                .collect(Collectors.joining());
        return "CREATE TABLE " + unsealedName() + " AS SELECT symbol, DATE '1970-01-01' + date AS date,"
                + " make_timestamptz(event_time) AS event_time, make_timestamptz(known_at) AS known_at,"
                + " make_timestamptz(ingested_at) AS ingested_at, sequence" + features + " FROM " + stagingName();
    }

    private String unsealedName() {
        return quoted("@unsealed_" + view);
    }

    /** All rows. */
    String view() {
        String features =
                tree.keySet().stream().map(name -> ", " + quoted(name)).collect(Collectors.joining());
        String rows = "SELECT " + OWN + features + " FROM " + unsealedName();
        if (!part.files().isEmpty()) {
            // Not by the names of all directories in the path: those above the home may look like ours.
            rows = "SELECT url_decode(substr(split_part(" + FILE + ", '/', -3), 8)) AS symbol, CAST(substr(split_part("
                    + FILE
                    + ", '/', -4), 6) AS DATE) AS date, event_time, known_at, ingested_at, sequence" + features
                    + " FROM read_parquet("
                    + SqlNames.list(part.files().stream().map(SqlNames::pattern).toList())
                    + ", hive_partitioning = false, filename = '@file') UNION ALL " + rows;
        }
        return "CREATE VIEW " + quoted(view) + " AS " + rows;
    }

    /** The winning row of each symbol. */
    String asOf() {
        return "CREATE MACRO " + quoted(view + "_as_of") + "(_t, _k) AS TABLE " + winners("_t", "_k")
                + ", (_t) AS TABLE " + winners("_t", "_t");
    }

    private String winners(String event, String known) {
        String t = "CAST(" + event + " AS TIMESTAMPTZ)";
        String oldest = ageMicros() == null
                ? ""
                : " AND f.event_time >= " + before(t, ageMicros()) + " AND f.date >= " + date(before(t, ageMicros()));
        String date = part.set().lookback() instanceof Lookback.MaxAge ? " AND f.date <= " : " AND f.date = ";
        String seen = " WHERE f.event_time <= " + t + " AND f.known_at <= CAST(" + known + " AS TIMESTAMPTZ)" + date
                + date(t) + oldest;
        if (part.set().lookback() instanceof Lookback.SameDate) {
            // One date is little: looking once is faster than holding little.
            return "SELECT f.* FROM " + quoted(view) + " f" + seen + " QUALIFY row_number() OVER (PARTITION BY f.symbol"
                    + " ORDER BY f.event_time DESC, f.known_at DESC, f.sequence DESC) = 1";
        }
        return "SELECT f.* FROM (SELECT symbol AS \"@symbol\", " + WINNER + " FROM (SELECT symbol, " + GREATEST
                + " AS w FROM " + quoted(view) + " f" + seen + " GROUP BY symbol)) JOIN " + quoted(view)
                + " f ON f.symbol = \"@symbol\" AND " + IS_WINNER + seen;
    }

    /** For each row of a table or common table expression with symbol, t and k: itself and the row that wins for it. */
    String join() {
        @Nullable BigInteger age = ageMicros();
        boolean isShort = part.set().lookback() instanceof Lookback.SameDate
                || (age != null && age.longValue() / MICROS_PER_DAY < MOST_DAYS);
        String first = age == null ? date("CAST(t AS TIMESTAMPTZ)") : date(before("CAST(t AS TIMESTAMPTZ)", age));
        // One question for each date that may answer it, so that symbol and date are what the join hashes by.
        String dates = isShort
                ? ", unnest(range(0, 1 + (" + date("CAST(t AS TIMESTAMPTZ)") + " - " + first + "))) AS \"@back\""
                : "";
        String match =
                isShort ? " AND f.date = " + date("CAST(q.t AS TIMESTAMPTZ)") + " - CAST(q.\"@back\" AS INTEGER)" : "";
        String oldest = age == null ? "" : " AND f.event_time >= " + before("CAST(q.t AS TIMESTAMPTZ)", age);
        return "CREATE MACRO " + quoted(view + "_join") + "(_spine) AS TABLE WITH \"@spine\" AS MATERIALIZED"
                + " (SELECT *, row_number() OVER () AS \"@row\" FROM query_table(_spine)),"
                + " \"@asked\" AS (SELECT symbol, t, k, \"@row\"" + dates + " FROM \"@spine\"),"
                + " \"@won\" AS (SELECT \"@row\", " + WINNER + " FROM (SELECT q.\"@row\", " + GREATEST
                + " AS w FROM \"@asked\" q JOIN " + quoted(view)
                + " f ON f.symbol = q.symbol AND f.event_time <= CAST(q.t AS TIMESTAMPTZ)"
                + " AND f.known_at <= CAST(q.k AS TIMESTAMPTZ)" + match + oldest + " GROUP BY q.\"@row\"))"
                + " SELECT s.* EXCLUDE (\"@row\"), f.* EXCLUDE (symbol) FROM \"@spine\" s"
                + " LEFT JOIN \"@won\" ON \"@won\".\"@row\" = s.\"@row\" LEFT JOIN " + quoted(view)
                + " f ON f.symbol = s.symbol AND " + IS_WINNER;
    }

    /** How far back reads may go in microseconds; null when nothing but the date bounds them, or the age is beyond all time. */
    private @Nullable BigInteger ageMicros() {
        if (part.set().lookback() instanceof Lookback.MaxAge age) {
            Duration most = age.maxAge();
            BigInteger micros = BigInteger.valueOf(most.getSeconds())
                    .multiply(BigInteger.valueOf(1_000_000))
                    .add(BigInteger.valueOf(most.getNano() / 1_000));
            return micros.bitLength() < 60 ? micros : null;
        }
        return null;
    }

    private static String before(String time, @Nullable BigInteger micros) {
        return "make_timestamptz(epoch_us(" + time + ") - " + micros + ")";
    }

    /** The UTC date, by arithmetic: a cast would go by the time zone of the session. */
    private static String date(String time) {
        return "CAST(make_timestamp(epoch_us(" + time + ")) AS DATE)";
    }

    private String value(Object node) {
        if (node instanceof Integer field) {
            String column = flat(field);
            return part.set().schema().field(field).type() == FeatureType.INTERVAL_LIST
                    ? "CASE WHEN " + column + " IS NOT NULL THEN list_transform(range(0, len(" + column
                            + ") // 2), lambda i: {'lo': " + column + "[2 * i + 1], 'hi': " + column
                            + "[2 * i + 2]}) END"
                    : column;
        }
        Map<?, ?> group = (Map<?, ?>) node;
        String fields = group.entrySet().stream()
                .map(entry -> SqlNames.text(String.valueOf(entry.getKey())) + ": " + value(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        return "CASE WHEN "
                + leaves(group).map(column -> column + " IS NOT NULL").collect(Collectors.joining(" OR ")) + " THEN "
                + fields + " END";
    }

    private static Stream<String> leaves(Object node) {
        return node instanceof Map<?, ?> group
                ? group.values().stream().flatMap(FeatureViewSql::leaves)
                : Stream.of(flat((Integer) node));
    }

    private static String flat(int field) {
        return "c" + field;
    }

    private static String flatType(FeatureType type) {
        return switch (type) {
            case FLOAT64 -> "DOUBLE";
            case INT64 -> "BIGINT";
            case BOOL -> "BOOLEAN";
            case STRING -> "VARCHAR";
            case FLOAT64_LIST, INTERVAL_LIST -> "DOUBLE[]";
            case STRING_LIST -> "VARCHAR[]";
        };
    }
}
