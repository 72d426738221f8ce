package dev.barque.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.internal.parquet.ParquetFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table may be larger than the heap of the process that takes it in: a row group and a batch are held, not more. */
class FeatureImportHeapTest {
    private static final int FIELDS = 200;
    private static final int ROWS = 50_000;

    @TempDir
    Path folder;

    /** Takes a table into a home and says what came of it, and of reading the table as a whole. */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        FeatureImport table = FeatureImport.builder()
                .symbolColumn("s")
                .timeColumn("t")
                .lag(Duration.ZERO)
                .build();
        FeatureSet set = new FeatureSet(FeatureSetId.of("wide"), table.schemaOf(file), Lookback.sameDate());
        try (ParquetFeatureStore store = ParquetFeatureStore.builder(Path.of(arguments[1]))
                .set(set)
                .durability(Durability.OS)
                .sealAfterBytes(Long.MAX_VALUE)
                .open(Clock.systemUTC())) {
            System.out.println(table.into(store, set, file).appended() + " rows of "
                    + store.openReport().rows() + "+" + set.schema().size());
        }
        try {
            System.out.println(ParquetFile.read(file).rows() + " rows at once");
        } catch (BarqueException e) {
            System.out.println("as a whole " + e.code());
        }
    }

    @Test
    void a_table_that_is_too_large_for_memory_is_taken_in_with_a_heap_of_sixty_four_megabytes()
            throws IOException, InterruptedException, SQLException {
        String columns = IntStream.range(0, FIELDS)
                .mapToObj(i -> "(i * 31 + " + i + ")::DOUBLE AS field_" + i)
                .collect(Collectors.joining(", "));
        Path file = DuckTables.write(
                folder.resolve("wide.parquet"),
                "SELECT 'A' || i // 20000 AS s, TIMESTAMPTZ '2025-10-24 00:00:00Z' + to_seconds(i) AS t, " + columns
                        + " FROM range(" + ROWS + ") r(i)");

        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FeatureImportHeapTest.class.getName(),
                        file.toString(),
                        folder.resolve("home").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).contains(ROWS + " rows of 0+" + FIELDS, "as a whole store.limit-exceeded");
    }
}
