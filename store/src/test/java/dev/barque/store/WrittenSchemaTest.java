package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.internal.parquet.ParquetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What pandas (pyarrow), Polars and Spark rely on in the files that we write, so that they read them without help: the schema word by
 * word, types, encodings and compression that all of them know, and no file where they would look for a table and find none.
 */
class WrittenSchemaTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.000006Z"), ZoneOffset.UTC);
    private static final FeatureSet SET = TestRows.set("v0.1.0", Lookback.sameDate());
    /** Of data pages of version 1; DELTA_BINARY_PACKED and its like are not read by all. */
    private static final Set<String> ENCODINGS =
            Set.of("PLAIN", "RLE", "BIT_PACKED", "PLAIN_DICTIONARY", "RLE_DICTIONARY");

    @TempDir
    Path home;

    @BeforeEach
    void write() throws IOException {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).open(CLOCK)) {
            for (int i = 0; i < 500; i++) {
                String second = String.format(Locale.ROOT, "2025-11-04T00:%02d:%02dZ", i / 60, i % 60);
                store.append(TestRows.full(SET, Symbol.of("SPY"), second, second));
            }
            store.append(TestRows.empty(SET, Symbol.of("SPY"), "2025-11-04T01:00:00Z"));
            store.append(TestRows.empty(SET, Symbol.of("_X"), "2025-11-05T01:00:00Z"));
            store.seal();
        }
        Path csv = Files.writeString(
                home.resolve("bars.csv"), "t,symbol,close,volume\n2025-11-04T14:31:00Z,SPY,681.5,100\n");
        Ingest.into(home).stamps(StampConvention.atClose()).build().file(csv);
        Files.delete(csv);
    }

    private List<Path> tables() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void features_have_this_schema() throws IOException {
        assertThat(ParquetFile.schema(tables().get(0)).toString()).isEqualTo("""
                        message features {
                          required int64 event_time (TIMESTAMP(MICROS,true));
                          required int64 known_at (TIMESTAMP(MICROS,true));
                          required int64 ingested_at (TIMESTAMP(MICROS,true));
                          required int64 sequence;
                          optional double number;
                          optional group hedge {
                            optional group present {
                              optional double hedge_force;
                              optional int64 half_life_bars;
                              optional binary regime (STRING);
                              optional boolean sure;
                            }
                            optional group past {
                              optional double exhaustion_score;
                            }
                          }
                          optional group liquidity {
                            optional group present {
                              optional group support (LIST) {
                                repeated group list {
                                  optional group element {
                                    optional double lo;
                                    optional double hi;
                                  }
                                }
                              }
                            }
                            optional group future {
                              optional group slippage_cone_bps (LIST) {
                                repeated group list {
                                  optional double element;
                                }
                              }
                            }
                          }
                          optional group sentiment {
                            optional group past {
                              optional group events (LIST) {
                                repeated group list {
                                  optional binary element (STRING);
                                }
                              }
                            }
                          }
                        }
                        """);
    }

    @Test
    void bars_have_this_schema() throws IOException {
        assertThat(ParquetFile.schema(home.resolve("data_l1/l1_2025-11-04.parquet"))
                        .toString())
                .isEqualTo("""
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
                          required int64 known_at (TIMESTAMP(MICROS,true));
                          optional int64 superseded_at (TIMESTAMP(MICROS,true));
                        }
                        """);
    }

    @Test
    void no_column_has_the_name_of_a_key_in_the_path_or_differs_from_another_in_case_only() throws Exception {
        for (Path table : tables()) {
            Set<String> seen = new HashSet<>();
            ParquetFile.schema(table).getFields().forEach(field -> {
                assertThat(field.getName())
                        .as(table.toString())
                        .isEqualTo(field.getName().toLowerCase(Locale.ROOT));
                assertThat(seen.add(field.getName())).isTrue();
            });
            if (table.startsWith(home.resolve("data"))) {
                assertThat(seen)
                        .doesNotContain("date", "symbol", "feature_set_id")
                        .contains("event_time", "sequence");
            }
        }
    }

    @Test
    void another_reader_sees_only_types_encodings_and_compressions_that_all_know() throws IOException, SQLException {
        Set<String> types = new TreeSet<>();
        Set<String> logical = new TreeSet<>();
        Set<String> compressions = new TreeSet<>();
        Set<String> encodings = new TreeSet<>();
        for (Path table : tables()) {
            query("SELECT type, logical_type FROM parquet_schema('" + table + "') WHERE type IS NOT NULL", row -> {
                types.add(row.getString(1));
                logical.add(String.valueOf(row.getString(2)));
            });
            query("SELECT compression, encodings::VARCHAR FROM parquet_metadata('" + table + "')", row -> {
                compressions.add(row.getString(1));
                encodings.addAll(
                        List.of(row.getString(2).replaceAll("[\\[\\]]", "").split(", *")));
            });
        }

        // Neither INT96 nor INT32 nor fixed bytes; no time in milliseconds or nanoseconds, none that is not UTC.
        assertThat(types).containsExactly("BOOLEAN", "BYTE_ARRAY", "DOUBLE", "INT64");
        assertThat(logical)
                .allMatch(type -> type.equals("null")
                        || type.startsWith("StringType")
                        || (type.startsWith("TimestampType")
                                && type.contains("isAdjustedToUTC=1")
                                && type.contains("MICROS=MicroSeconds()")
                                && type.contains("NANOS=<null>")))
                .anyMatch(type -> type.startsWith("TimestampType"));
        assertThat(compressions).isSubsetOf("ZSTD", "UNCOMPRESSED").contains("ZSTD");
        assertThat(ENCODINGS).containsAll(encodings);
    }

    @Test
    void below_data_is_no_file_but_tables_and_such_as_readers_of_directories_skip() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home.resolve("data"))) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> names.add(file.getFileName().toString()));
        }

        assertThat(names)
                .contains("features.parquet", "_features.manifest.json")
                .allMatch(name -> name.startsWith("_") || name.startsWith(".") || name.endsWith(".parquet"));
    }

    @FunctionalInterface
    private interface Row {
        void accept(ResultSet row) throws SQLException;
    }

    private static void query(String sql, Row each) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                each.accept(rows);
            }
        }
    }
}
