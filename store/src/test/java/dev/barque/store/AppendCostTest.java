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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an append costs in heap; its time is measured by the benchmarks. */
@Tag("cost")
class AppendCostTest {
    private static final int FIELDS = 60;
    private static final long START = 1_762_180_200_000_000L;
    private static final Symbol SPY = Symbol.of("SPY");

    private static final int ROUNDS = 3;

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
        int first = durability == Durability.OS ? 1 << 14 : 1 << 12;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // A virtual machine that compiles late gets another round where there are few appends in each.
        List<FeatureRow> rows = rows(first << (durability == Durability.OS ? ROUNDS : ROUNDS + 1));
        long least = Long.MAX_VALUE;
        try (ParquetFeatureStore store = ParquetFeatureStore.builder(home)
                .set(set())
                .durability(durability)
                .open(Clock.systemUTC())) {
            rows.subList(0, first).forEach(store::append);
            long thread = Thread.currentThread().getId();
            // From one power of two to the next the index grows once, which is what it does on average. The best round
            // counts:
            // in the others code may still run that was not compiled yet, which allocates what compiled code does not.
            for (int from = first; from < rows.size(); from *= 2) {
                long before = threads.getThreadAllocatedBytes(thread);
                for (int i = from; i < 2 * from; i++) {
                    store.append(rows.get(i));
                }
                least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / from);
            }
        }
        assertThat(least).as("bytes per append, %s", durability).isLessThanOrEqualTo(200);
    }
}
