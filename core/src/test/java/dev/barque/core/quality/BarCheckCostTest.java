package dev.barque.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.barque.core.market.Bars;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a check costs in heap: something for a session, nothing for a bar. */
class BarCheckCostTest {
    private static final LocalDate[] WEEK = {
        LocalDate.parse("2025-10-20"),
        LocalDate.parse("2025-10-21"),
        LocalDate.parse("2025-10-22"),
        LocalDate.parse("2025-10-23"),
        LocalDate.parse("2025-10-24")
    };

    private static long bytesPerBar(UnaryOperator<Minutes.Minute> change) {
        Minutes seconds = Minutes.of(Duration.ofSeconds(1), WEEK);
        seconds.list().replaceAll(change);
        Bars bars = seconds.bars();
        BarCheck check = BarCheck.against(Minutes.NYSE).build();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            check.check(List.of(bars));
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        // Room for the returns of one session, which is made once: 24 bytes for each, doubled as it grows.
        long room = 2 * 24 * 32_768;
        return (least - room) / bars.size();
    }

    @Test
    void a_clean_bar_allocates_nothing() {
        assertThat(bytesPerBar(minute -> minute)).isLessThanOrEqualTo(0);
    }

    @Test
    void a_bar_with_every_fault_of_values_allocates_nothing_either() {
        assertThat(bytesPerBar(
                        minute -> minute.prices(-1, 99, 101, 100).traded(0).at(minute.time() + 1)))
                .isLessThanOrEqualTo(0);
    }
}
