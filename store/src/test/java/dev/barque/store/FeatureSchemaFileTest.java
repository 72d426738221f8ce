package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureSchemaFileTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());

    @TempDir
    private Path folder;

    private Path saved() {
        Path file = folder.resolve("feature_schema.json");
        FeatureSchemaFile.of(SET).write(file);
        return file;
    }

    @Test
    void what_was_saved_is_read_back() {
        FeatureSchemaFile read = FeatureSchemaFile.read(saved());

        assertThat(read).isEqualTo(FeatureSchemaFile.of(SET));
        assertThat(read.gate("the model alpha-7").lets(SET)).isTrue();
    }

    @Test
    void a_file_that_another_tool_wrote_by_the_description_is_read() throws IOException {
        // The fingerprint is sha256sum of printf 'a.x\tFLOAT64\tUSD\na.n\tINT64\tbars\nregime\tSTRING\t\n'.
        Path file = Files.writeString(folder.resolve("other.json"), """
                {"fields": [{"name": "a.x", "type": "FLOAT64", "unit": "USD"},
                            {"name": "a.n", "type": "INT64", "unit": "bars"},
                            {"name": "regime", "type": "STRING", "unit": ""}],
                 "fingerprint": "a986c77e544f1d9eddd9999c8082cf9b7587c365b0c3ed67dc57a53687f4c8ff",
                 "feature_set_id": "v7", "format": 1, "trained_at": "2026-11-01"}
                """);

        assertThat(FeatureSchemaFile.read(file))
                .isEqualTo(new FeatureSchemaFile(
                        FeatureSetId.of("v7"),
                        FeatureSchema.builder()
                                .float64("a.x", "USD")
                                .int64("a.n", "bars")
                                .string("regime")
                                .build()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"FLOAT64\" | \"FLOAT\" | there is no type 'FLOAT'",
                "\"unit\" : \"USD\" | \"unit\" : \"EUR\" | it was changed after it was saved",
                "\"format\" : 1 | \"format\" : 2 | its format is 2",
                "\"fingerprint\" | \"sum\" | it has no text 'fingerprint'",
                "\"fields\" : [ | \"fields\" : 3, \"other\" : [ | it has no list 'fields'",
                "\"number\" | \"Number\" | dotted path",
                "\"v1\" | \"v/1\" | feature set id",
                "} | ] | not JSON"
            })
    void a_file_that_is_not_what_was_saved_is_refused_with_what_is_wrong(String text, String other, String why)
            throws IOException {
        Path file = saved();
        String content = Files.readString(file);
        assertThat(content).contains(text);
        Files.writeString(file, content.replace(text, other));

        assertThatThrownBy(() -> FeatureSchemaFile.read(file))
                .hasMessageContainingAll(file.toString(), why)
                .extracting(e -> ((BarqueException) e).code())
                .isEqualTo("store.bad-schema-file");
    }

    @Test
    void a_home_tells_its_versions_which_lie_side_by_side() {
        Path home = folder.resolve("home");
        FeatureSet second = new FeatureSet(
                FeatureSetId.of("V2"),
                FeatureSchema.builder().float64("number", "1").build(),
                Lookback.sameDate());
        long event = TestRows.full(SET, SPY, "2025-10-24T14:00:00Z", "2025-10-24T14:00:00Z")
                .eventMicros();
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).set(second).open(Clock.systemUTC())) {
            store.append(TestRows.numbered(SET, SPY, event, event, 1));
            store.append(TestRows.numbered(second, SPY, event, event, 2));
            store.seal();
            store.append(TestRows.numbered(second, SPY, event, event + 1, 3));
        }

        assertThat(FeatureSchemaFile.versionsOf(home)).containsExactly(second.id(), SET.id());
        assertThat(FeatureSchemaFile.ofHome(home, second.id())).contains(FeatureSchemaFile.of(second));
        assertThat(FeatureSchemaFile.ofHome(home, FeatureSetId.of("v3"))).isEmpty();
        assertThat(FeatureSchemaFile.versionsOf(folder.resolve("nowhere"))).isEmpty();
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).set(second).openReadOnly()) {
            assertThat(values(store, SET)).containsExactly(1.0);
            assertThat(values(store, second)).containsExactly(2.0, 3.0);
        }
    }

    private static List<Double> values(ParquetFeatureStore store, FeatureSet set) {
        return store.dates(set.id(), SPY).stream()
                .flatMap(date -> store.rows(set.id(), SPY, date).stream())
                .map(row -> row.float64(0))
                .toList();
    }
}
