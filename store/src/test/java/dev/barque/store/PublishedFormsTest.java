package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.io.FileAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms that published files can take but the recorded ones do not. */
class PublishedFormsTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final FeatureSetId ID = FeatureSetId.of("v1");
    private static final LocalDate DATE = LocalDate.of(2025, 11, 2);
    private static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .float64("x", "1")
            .int64("n", "bars")
            .add("bps", FeatureType.FLOAT64_LIST, "bps")
            .build();

    @TempDir
    Path root;

    @Test
    void a_row_filed_under_another_date_than_its_instant_still_wins_by_its_time() {
        // In the partition of the sixth, written in Tokyo, and yet earlier than what is filed under the fifth.
        write(LocalDate.of(2025, 11, 6), "2025-11-06T00:30:00+09:00");
        write(LocalDate.of(2025, 11, 5), "2025-11-05T23:00:00Z");
        PublishedFeatures store = PublishedFeatures.builder(root)
                .set(new FeatureSet(ID, SCHEMA, Lookback.atMost(Duration.ofHours(12))))
                .build();

        assertThat(store.get(ID, SPY, AsOf.at(Instant.parse("2025-11-06T01:00:00Z")))
                        .eventTime())
                .isEqualTo(Instant.parse("2025-11-05T23:00:00Z"));
        assertThat(store.get(ID, SPY, AsOf.at(Instant.parse("2025-11-05T16:00:00Z")))
                        .eventTime())
                .isEqualTo(Instant.parse("2025-11-05T15:30:00Z"));
    }

    @Test
    void stamps_are_read_in_every_iso_form() {
        write(
                DATE,
                "2025-11-02T09:30:00",
                "2025-11-02 09:30",
                "2025-11-02T09:30:00.5",
                "2025-11-02T09:30:00.123456789-05:00",
                "2025-11-02T09:30:00+0530",
                "2025-11-02T09:30:00-05",
                "2025-11-02T14:30:00Z",
                "2025-11-02T09:30:00+19:30",
                "2025-11-02T01:30:00",
                "2025-03-09T02:30:00");

        assertThat(store(StampPolicy.EACH).partition(DATE, SPY, ID))
                .extracting(row -> row.eventTime().toString())
                .containsExactly(
                        "2025-11-02T14:30:00Z",
                        "2025-11-02T14:30:00Z",
                        "2025-11-02T14:30:00.500Z",
                        "2025-11-02T14:30:00.123456Z",
                        "2025-11-02T04:00:00Z",
                        "2025-11-02T14:30:00Z",
                        "2025-11-02T14:30:00Z",
                        "2025-11-01T14:00:00Z",
                        "2025-11-02T05:30:00Z", // twice on that day: the first
                        "2025-03-09T06:30:00Z"); // never on that day: with the offset after the gap
    }

    @Test
    void what_is_no_time_is_refused_with_its_row() {
        for (String bad :
                List.of("", "2025-11-02", "2025-13-02T09:30:00", "2025-11-02T24:00:00", "yesterday", "null")) {
            write(DATE, "2025-11-02T09:30:00", bad);
            assertThatThrownBy(() -> store(StampPolicy.EACH).partition(DATE, SPY, ID))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.bad-stamp"))
                    .hasMessageContaining("row 2")
                    .hasMessageContaining("'" + bad + "'");
        }
    }

    @Test
    void a_file_without_bars_is_another_kind_of_file() {
        ParquetFile.write(
                FileAccess.real(),
                file(DATE),
                MessageTypeParser.parseMessageType("message m { optional double price; }"),
                Map.of(),
                0,
                (to, row) -> {});

        assertThatThrownBy(() -> store(StampPolicy.UNIFORM).partition(DATE, SPY, ID))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.no-bar-column"))
                .hasMessageContaining("[price]");
    }

    @Test
    void whole_numbers_and_doubles_stand_in_for_each_other_where_nothing_changes() {
        writeNumbers(3.0);
        FeatureRow row = store(StampPolicy.UNIFORM).partition(DATE, SPY, ID).get(0);
        assertThat(row.float64(0)).isEqualTo(7.0);
        assertThat(row.int64(1)).isEqualTo(3);
        assertThat(row.value(2)).isEqualTo(List.of(5.0, Double.NaN));

        writeNumbers(Double.NaN);
        assertThat(store(StampPolicy.UNIFORM).partition(DATE, SPY, ID).get(0).isNull(1))
                .isTrue();

        writeNumbers(3.5);
        assertThatThrownBy(() -> store(StampPolicy.UNIFORM).partition(DATE, SPY, ID))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.wrong-type"))
                .hasMessageContaining("3.5")
                .hasMessageContaining("row 1");
    }

    /** x as a whole number, n as a double, and the old form of lists with a null in it. */
    private void writeNumbers(double n) {
        String schema = """
                message m {
                  optional binary bar (STRING);
                  optional int64 x;
                  optional double n;
                  optional group bps (LIST) { repeated group bag { optional int32 array_element; } }
                }
                """;
        ParquetFile.write(
                FileAccess.real(), file(DATE), MessageTypeParser.parseMessageType(schema), Map.of(), 1, (to, row) -> {
                    bar(to, "2025-11-02T09:30:00");
                    field(to, "x", 1, () -> to.addLong(7));
                    field(to, "n", 2, () -> to.addDouble(n));
                    field(to, "bps", 3, () -> {
                        to.startGroup();
                        field(to, "bag", 0, () -> {
                            to.startGroup();
                            field(to, "array_element", 0, () -> to.addInteger(5));
                            to.endGroup();
                            to.startGroup();
                            to.endGroup();
                        });
                        to.endGroup();
                    });
                });
    }

    private void write(LocalDate date, String... bars) {
        ParquetFile.write(
                FileAccess.real(),
                file(date),
                MessageTypeParser.parseMessageType("message m { optional binary bar (STRING); optional double x; }"),
                Map.of(),
                bars.length,
                (to, row) -> {
                    if (!bars[row].equals("null")) {
                        bar(to, bars[row]);
                    }
                });
    }

    private static void bar(RecordConsumer to, String bar) {
        field(to, "bar", 0, () -> to.addBinary(Binary.fromString(bar)));
    }

    private static void field(RecordConsumer to, String name, int index, Runnable value) {
        to.startField(name, index);
        value.run();
        to.endField(name, index);
    }

    private Path file(LocalDate date) {
        return root.resolve("date=" + date + "/symbol=SPY/feature_set_id=v1/features.parquet");
    }

    private PublishedFeatures store(StampPolicy policy) {
        return PublishedFeatures.builder(root).anySet(SCHEMA).stamps(policy).build();
    }
}
