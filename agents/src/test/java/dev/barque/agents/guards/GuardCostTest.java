package dev.barque.agents.guards;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.barque.agents.GuardContext;
import dev.barque.agents.TradeGuard;
import dev.barque.core.decision.Reading;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What guards cost on bars on which nothing is proposed, which are nearly all. */
class GuardCostTest {
    private static final int BARS = 50_000;

    @Test
    void looking_at_a_bar_allocates_nothing() {
        Scene scene =
                new Scene("kill-switch").reading(Reading.VOLATILITY_INDEX, 17).reading(Reading.FAILURES, 0);
        GuardContext[] contexts = new GuardContext[50];
        for (int i = 0; i < contexts.length; i++) {
            contexts[i] = scene.context();
        }
        List<TradeGuard.Watch> watches = new ArrayList<>();
        StandardGuards.all().forEach(guard -> watches.add(guard.watch()));
        look(watches, contexts);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        look(watches, contexts);
        double perBar = (threads.getCurrentThreadAllocatedBytes() - before) / (double) BARS;

        assertThat(perBar).as("bytes for each bar, by all guards together").isLessThan(8);
    }

    private static void look(List<TradeGuard.Watch> watches, GuardContext[] contexts) {
        for (int bar = 0; bar < BARS; bar++) {
            for (int w = 0; w < watches.size(); w++) {
                watches.get(w).bar(contexts[bar % contexts.length]);
            }
        }
    }
}
