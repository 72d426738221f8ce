package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log may be larger than the heap of the process that opens it: only the index of its rows is held. */
class SmallHeapTest {
    private static final int FIELDS = 200;
    private static final int ROWS = 60_000;
    private static final long START = 1_762_180_200_000_000L;

    @TempDir
    Path home;

    private static FeatureSet set() {
        FeatureSchema.Builder schema = FeatureSchema.builder();
        for (int i = 0; i < FIELDS; i++) {
            schema.float64("field_" + i, "1");
        }
        return new FeatureSet(FeatureSetId.of("v1"), schema.build(), Lookback.sameDate());
    }

    private static ParquetFeatureStore open(Path home) {
        return ParquetFeatureStore.builder(home)
                .set(set())
                .durability(Durability.OS)
                .sealAfterBytes(Long.MAX_VALUE)
                .open(Clock.systemUTC());
    }

    /** Opens the home and says how many rows and bytes it found. */
    public static void main(String[] arguments) {
        try (ParquetFeatureStore store = open(Path.of(arguments[0]))) {
            System.out.println(store.openReport().rows() + " rows, more than the heap: "
                    + (store.openReport().logBytes() > Runtime.getRuntime().maxMemory()));
        }
    }

    @Test
    void a_log_of_a_hundred_megabytes_is_reopened_with_a_heap_of_forty_eight()
            throws IOException, InterruptedException {
        try (ParquetFeatureStore store = open(home)) {
            FeatureRow.Builder row = FeatureRow.builder(set(), Symbol.of("SPY"));
            List<FeatureRow> batch = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                for (int field = 0; field < FIELDS; field++) {
                    row.float64(field, i + field);
                }
                batch.add(row.build(START + i, START + i));
                if (batch.size() == 500) {
                    store.append(batch);
                    batch.clear();
                }
            }
        }
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapTest.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).contains(ROWS + " rows, more than the heap: true");
    }
}
