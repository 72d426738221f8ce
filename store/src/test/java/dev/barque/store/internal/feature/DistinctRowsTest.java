package dev.barque.store.internal.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctRowsTest {
    private static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("v1"),
            FeatureSchema.builder().float64("a", "1").string("b").build(),
            Lookback.sameDate());

    private record Row(long event, long known, long sequence, long a, String b) {
        boolean repeats(Row other) {
            return event == other.event && known == other.known && a == other.a && b.equals(other.b);
        }
    }

    /** Beside a list that is looked through for each row, as the log numbered them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void the_first_of_equal_rows_is_kept_in_the_order_of_times_and_numbers(long seed) {
        Random random = new Random(seed);
        Comparator<Row> inOrder = Comparator.comparingLong(Row::event)
                .thenComparingLong(Row::known)
                .thenComparingLong(Row::sequence);
        List<Row> sealed = new ArrayList<>();
        List<Row> added = new ArrayList<>();
        int before = random.nextInt(60);
        for (int i = 1; i <= 200; i++) {
            Row row = new Row(
                    random.nextInt(6), random.nextInt(3), i, random.nextInt(2), random.nextInt(2) == 0 ? "" : "x");
            if (i > before) {
                added.add(row);
            } else if (sealed.stream().noneMatch(row::repeats)) {
                sealed.add(row);
            }
        }
        List<Row> expected = new ArrayList<>(sealed);
        for (Row row : added) {
            if (expected.stream().noneMatch(row::repeats)) {
                expected.add(row);
            }
        }
        expected.sort(inOrder);
        added.sort(inOrder);

        ColumnRows rows = new ColumnRows(SET, sealed.size() + added.size());
        List<Row> all = new ArrayList<>(sealed);
        all.addAll(added);
        for (int i = 0; i < all.size(); i++) {
            Row row = all.get(i);
            rows.times(i, row.event, row.known, 5, row.sequence);
            rows.bits(0, i, row.a);
            rows.object(1, i, row.b);
        }
        int[] sorted = IntStream.range(0, sealed.size())
                .boxed()
                .sorted((x, y) -> inOrder.compare(all.get(x), all.get(y)))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Row> kept = new ArrayList<>();
        for (int row : DistinctRows.of(rows, sorted)) {
            kept.add(all.get(row));
        }
        assertThat(kept).as("seed %d", seed).isEqualTo(expected);
    }
}
