package dev.barque.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DueQueueTest {
    @Test
    void random_runs_leave_as_they_would_leave_a_sorted_list() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            DueQueue queue = new DueQueue();
            List<Execution> naive = new ArrayList<>();
            long now = Long.MAX_VALUE - 500; // time may go over the end
            for (int step = 0; step < 600; step++) {
                String where = "seed " + seed + ", step " + step;
                int what = random.nextInt(10);
                if (what < 6 || naive.isEmpty()) {
                    Execution run = run(random.nextInt(1, 40), now + random.nextInt(20));
                    queue.add(run);
                    naive.add(run);
                    naive.sort(Comparator.comparingLong(other -> other.due - Long.MAX_VALUE));
                } else if (what < 9) {
                    assertThat(queue.poll()).as(where).isSameAs(naive.remove(0));
                } else {
                    queue.remove(naive.remove(random.nextInt(naive.size())));
                }
                now += random.nextInt(30);
                assertThat(queue.size()).as(where).isEqualTo(naive.size());
            }
            queue.clear();
            assertThat(queue.isEmpty()).isTrue();
            assertThat(queue.poll()).isNull();
        }
    }

    private static Execution run(int deadlineNanos, long now) {
        FakeCheck check = FakeCheck.healthy("a").deadline(Duration.ofNanos(deadlineNanos));
        return new Execution(new Slot(Entry.of(check), CheckPolicy.standard(), new Rig().context()), now);
    }
}
