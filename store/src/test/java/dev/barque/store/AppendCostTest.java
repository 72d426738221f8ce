package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an append costs in heap; its time is measured by the benchmarks. */
class AppendCostTest {
    private static final int FIELDS = 60;
    private static final long START = 1_762_180_200_000_000L;
    private static final Symbol SPY = Symbol.of("SPY");

    @TempDir
    Path home;

    private static FeatureSet set() {
        FeatureSchema.Builder schema = FeatureSchema.builder();
        for (int i = 0; i < FIELDS; i++) {
            schema.float64("field_" + i, "1");
        }
        return new FeatureSet(FeatureSetId.of("v1"), schema.build(), Lookback.sameDate());
    }

    static List<FeatureRow> rows(int count) {
        FeatureRow.Builder builder = FeatureRow.builder(set(), SPY);
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (int field = 0; field < FIELDS; field++) {
                builder.float64(field, i + field);
            }
            rows.add(builder.build(START + i, START + i));
        }
        return rows;
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void an_append_allocates_at_most_two_hundred_bytes(Durability durability) {
        // A power of two: from here to twice as many rows the index grows once, which is what it does on average.
        int count = durability == Durability.OS ? 1 << 14 : 1 << 12;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<FeatureRow> rows = rows(2 * count);
        try (ParquetFeatureStore store = ParquetFeatureStore.builder(home)
                .set(set())
                .durability(durability)
                .open(Clock.systemUTC())) {
            rows.subList(0, count).forEach(store::append);
            long thread = Thread.currentThread().getId();
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = count; i < 2 * count; i++) {
                store.append(rows.get(i));
            }
            long bytes = (threads.getThreadAllocatedBytes(thread) - before) / count;
            assertThat(bytes).as("bytes per append, %s", durability).isLessThanOrEqualTo(200);
        }
    }
}
