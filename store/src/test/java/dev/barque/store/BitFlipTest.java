package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every bit of a partition flipped, one at a time: an error or the very rows that were written. */
class BitFlipTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final Symbol SPY = Symbol.of("SPY");
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    private static final LocalDate DATE = LocalDate.of(2025, 11, 3);

    @TempDir
    Path home;

    private Path file = Path.of("");
    private List<FeatureRow> whole = List.of();

    @BeforeEach
    void a_partition_of_five_kilobytes() throws IOException {
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String time = String.format("2025-11-03T14:%02d:00Z", i);
            rows.add(
                    i % 3 == 0
                            ? TestRows.full(SET, SPY, time, time)
                            : TestRows.numbered(SET, SPY, time, time, Math.sqrt(i)));
        }
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).open(CLOCK)) {
            store.append(rows);
            store.seal();
            whole = store.rows(SET.id(), SPY, DATE);
        }
        file = home.resolve("data/date=2025-11-03/symbol=SPY/feature_set_id=v1/features.parquet");
        assertThat(Files.size(file)).isBetween(4_000L, 8_000L);
    }

    @Test
    void no_bit_of_the_data_file_can_change_without_being_noticed() throws IOException {
        assertThat(refusals(file)).isEqualTo(Files.size(file) * 8);
    }

    @Test
    void no_bit_of_the_manifest_can_change_what_is_read() throws IOException {
        // A name of a field or a number that reads do not look at may change; the rows may not.
        assertThat(refusals(file.resolveSibling("_features.manifest.json"))).isGreaterThan(1_000);
    }

    /** How many of all the flips were an error; the others gave what was written. */
    private long refusals(Path target) throws IOException {
        byte[] content = Files.readAllBytes(target);
        long refused = 0;
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE);
                ParquetFeatureStore store =
                        ParquetFeatureStore.builder(home).set(SET).cacheBytes(0).openReadOnly()) {
            for (int bit = 0; bit < content.length * 8; bit++) {
                byte right = content[bit / 8];
                channel.write(ByteBuffer.wrap(new byte[] {(byte) (right ^ (1 << (bit % 8)))}), bit / 8);
                try {
                    assertThat(store.rows(SET.id(), SPY, DATE))
                            .as("bit %d", bit)
                            .isEqualTo(whole);
                } catch (BarqueException e) {
                    assertThat(e.code())
                            .as("bit %d", bit)
                            .isIn("store.corrupt-file", "store.changed-schema", "store.incomplete-partition");
                    refused++;
                }
                channel.write(ByteBuffer.wrap(new byte[] {right}), bit / 8);
            }
        }
        return refused;
    }
}
