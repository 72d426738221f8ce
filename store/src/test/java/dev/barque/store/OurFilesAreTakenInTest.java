package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.store.ingest.FeatureImport;
import dev.barque.store.ingest.FeatureImportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one home wrote another takes in as a plain file of features: every type, nested and in lists, nothing lost. */
class OurFilesAreTakenInTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.000006Z"), ZoneOffset.UTC);
    private static final FeatureSet SET = TestRows.set("v0.1.0", Lookback.sameDate());
    private static final Symbol SPY = Symbol.of("SPY");
    private static final LocalDate DAY = LocalDate.of(2025, 11, 4);

    @TempDir
    Path folder;

    private ParquetFeatureStore open(String home) {
        return ParquetFeatureStore.builder(folder.resolve(home)).set(SET).open(CLOCK);
    }

    @Test
    void a_file_of_our_own_comes_in_as_it_went_out() throws IOException {
        List<FeatureRow> written;
        try (ParquetFeatureStore store = open("one")) {
            store.append(TestRows.full(SET, SPY, "2025-11-04T00:00:00Z", "2025-11-04T00:00:01Z"));
            store.append(TestRows.full(SET, SPY, "2025-11-04T00:00:00Z", "2025-11-04T00:00:02.000001Z"));
            store.append(TestRows.empty(SET, SPY, "2025-11-04T00:01:00Z"));
            store.append(TestRows.numbered(SET, SPY, "2025-11-04T23:59:59.999999Z", "2025-11-05T00:00:00Z", 7));
            store.seal();
            written = store.rows(SET.id(), SPY, DAY);
        }
        Path file;
        try (Stream<Path> files = Files.walk(folder.resolve("one/data"))) {
            file = files.filter(path -> path.endsWith("features.parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        FeatureImport ours = FeatureImport.builder()
                .symbol(SPY)
                .timeColumn("event_time")
                .createdColumn("known_at")
                .without("ingested_at")
                .without("sequence")
                .build();

        assertThat(ours.schemaOf(file).fields().stream().map(field -> field.name() + " " + field.type()))
                .containsExactlyInAnyOrderElementsOf(SET.schema().fields().stream()
                        .map(field -> field.name() + " " + field.type())
                        .toList());
        try (ParquetFeatureStore store = open("two")) {
            FeatureImportReport report = ours.into(store, SET, file);

            assertThat(report.appended()).as(report.toString()).isEqualTo(4);
            assertThat(report.ignored()).containsExactlyInAnyOrder("ingested_at", "sequence");
            List<FeatureRow> read = store.rows(SET.id(), SPY, DAY);
            assertThat(read).hasSameSizeAs(written);
            for (int i = 0; i < read.size(); i++) {
                assertThat(read.get(i).sameContent(written.get(i)))
                        .as("row %d", i)
                        .isTrue();
            }
        }
    }

    @Test
    void what_is_there_is_told_from_what_only_looks_like_it() {
        FeatureRow row = TestRows.numbered(SET, SPY, "2025-11-04T14:00:00Z", "2025-11-04T14:00:01Z", 1);
        FeatureRow corrected = TestRows.numbered(SET, SPY, "2025-11-04T14:00:00Z", "2025-11-04T14:00:01Z", 2);
        FeatureRow later = TestRows.numbered(SET, SPY, "2025-11-04T14:00:00Z", "2025-11-04T14:00:02Z", 1);
        FeatureRow other = TestRows.numbered(SET, Symbol.of("QQQ"), "2025-11-04T14:00:00Z", "2025-11-04T14:00:01Z", 1);
        FeatureSet undeclared = TestRows.set("v9", Lookback.sameDate());
        try (ParquetFeatureStore store = open("one")) {
            store.append(List.of(row, corrected));
            for (int round = 0; round < 2; round++) {
                assertThat(store.contains(row)).isTrue();
                assertThat(store.contains(corrected)).isTrue();
                assertThat(store.contains(later)).isFalse();
                assertThat(store.contains(other)).isFalse();
                assertThat(store.contains(
                                TestRows.numbered(undeclared, SPY, "2025-11-04T14:00:00Z", "2025-11-04T14:00:01Z", 1)))
                        .isFalse();
                store.seal();
            }
        }
    }

    @Test
    void the_sets_that_a_home_was_written_with_are_told() {
        FeatureSet other = TestRows.set("Other-2", Lookback.sameDate());
        assertThat(ParquetFeatureStore.recordedSets(folder.resolve("nowhere"), Lookback.sameDate()))
                .isEmpty();
        try (ParquetFeatureStore store = ParquetFeatureStore.builder(folder.resolve("one"))
                .set(SET)
                .set(other)
                .open(CLOCK)) {
            assertThat(ParquetFeatureStore.recordedSets(store.home(), Lookback.sameDate()))
                    .as("nothing was written")
                    .isEmpty();
            store.append(TestRows.numbered(other, SPY, "2025-11-04T14:00:00Z", "2025-11-04T14:00:01Z", 1));
            store.append(TestRows.numbered(SET, SPY, "2025-11-04T14:00:00Z", "2025-11-04T14:00:01Z", 1));

            assertThat(ParquetFeatureStore.recordedSets(store.home(), Lookback.sameDate()))
                    .containsExactly(other, SET);
        }
    }
}
