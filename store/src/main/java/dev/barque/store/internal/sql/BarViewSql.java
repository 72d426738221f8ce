package dev.barque.store.internal.sql;

import dev.barque.store.internal.l1.CheckedBars;
import java.util.ArrayList;
import java.util.List;

/** The statements that make the views of bars and their macro. */
final class BarViewSql {
    private static final String VALUES =
            "open, high, low, price, volume, dollar_volume, iv_dec, oi, source, raw_ref, interval_us";
    private static final String NONE = "SELECT * FROM (SELECT NULL::VARCHAR AS symbol, NULL::DATE AS date,"
            + " NULL::TIMESTAMPTZ AS t_event, NULL::DOUBLE AS open, NULL::DOUBLE AS high, NULL::DOUBLE AS low,"
            + " NULL::DOUBLE AS price, NULL::DOUBLE AS volume, NULL::DOUBLE AS dollar_volume, NULL::DOUBLE AS iv_dec,"
            + " NULL::BIGINT AS oi, NULL::VARCHAR AS source, NULL::VARCHAR AS raw_ref, NULL::BIGINT AS interval_us,"
            + " NULL::TIMESTAMPTZ AS known_at, NULL::TIMESTAMPTZ AS superseded_at) WHERE false";

    private final List<CheckedBars> files;

    BarViewSql(List<CheckedBars> files) {
        this.files = files;
    }

    /** All statements in their order. */
    List<String> statements() {
        return List.of(
                "CREATE VIEW bars AS SELECT * EXCLUDE (superseded_at) FROM (" + rows(false) + ")",
                "CREATE VIEW bars_superseded AS " + rows(true),
                // What is visible as the latest is not superseded, whatever an ingest that was killed left beside it.
                "CREATE MACRO bars_as_of(_k) AS TABLE SELECT * EXCLUDE (\"@rank\") FROM (SELECT *, 0 AS \"@rank\" FROM bars"
                        + " WHERE known_at <= CAST(_k AS TIMESTAMPTZ) UNION ALL BY NAME"
                        + " SELECT * EXCLUDE (superseded_at), 1 AS \"@rank\" FROM bars_superseded"
                        + " WHERE known_at <= CAST(_k AS TIMESTAMPTZ) AND superseded_at > CAST(_k AS TIMESTAMPTZ))"
                        + " QUALIFY \"@rank\" = 0 OR row_number() OVER (PARTITION BY symbol, t_event ORDER BY \"@rank\") = 1");
    }

    private String rows(boolean superseded) {
        List<String> parts = new ArrayList<>();
        for (boolean hasKnowledge : new boolean[] {true, false}) {
            List<String> paths = files.stream()
                    .filter(file -> file.isSuperseded() == superseded && file.hasKnowledge() == hasKnowledge)
                    .map(file -> SqlNames.pattern(file.file()))
                    .toList();
            if (!paths.isEmpty()) {
                // l1_DATE.parquet or superseded_DATE.parquet
                parts.add(
                        "SELECT symbol, CAST(regexp_extract(split_part(\"@file\", '/', -1), '_(.*)\\.parquet$', 1) AS DATE)"
                                + " AS date, t_event, " + VALUES
                                + (hasKnowledge
                                        ? ", known_at, superseded_at"
                                        : ", t_event AS known_at, NULL::TIMESTAMPTZ AS superseded_at")
                                + " FROM read_parquet(" + SqlNames.list(paths)
                                + ", hive_partitioning = false, filename = '@file')");
            }
        }
        return parts.isEmpty() ? NONE : String.join(" UNION ALL ", parts);
    }
}
