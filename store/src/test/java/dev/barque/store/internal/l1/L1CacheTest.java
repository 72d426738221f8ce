package dev.barque.store.internal.l1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days that were read stay in memory, as many as there is room for. */
class L1CacheTest {
    private static final int BARS = 1_000;

    @TempDir
    Path folder;

    private final List<Path> read = Collections.synchronizedList(new ArrayList<>());

    @Test
    void a_day_is_read_once_until_its_file_changes() throws IOException {
        L1Cache cache = new L1Cache(Long.MAX_VALUE);
        Path file = file("a");

        for (int i = 0; i < 50; i++) {
            day(cache, file);
        }
        assertThat(read).containsExactly(file);

        Files.writeString(file, "other content");
        day(cache, file);
        assertThat(read).containsExactly(file, file);
    }

    @Test
    void days_beyond_their_share_of_the_heap_are_let_go_of_and_the_last_one_stays() throws IOException {
        long bytesOfDay = BARS * 7L * Long.BYTES;
        assertThat(heldAfterTen(new L1Cache(Long.MAX_VALUE))).isEqualTo(4);
        assertThat(heldAfterTen(new L1Cache(2 * bytesOfDay))).isEqualTo(2);
        assertThat(heldAfterTen(new L1Cache(bytesOfDay - 1))).isEqualTo(1);
    }

    @Test
    void of_threads_that_ask_for_a_day_at_once_one_reads_it() throws Exception {
        L1Cache cache = new L1Cache(Long.MAX_VALUE);
        Path file = file("a");
        int threads = 8;
        CountDownLatch all = new CountDownLatch(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> asked = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                asked.add(executor.submit(() -> {
                    all.countDown();
                    all.await();
                    day(cache, file);
                    return null;
                }));
            }
            for (Future<?> each : asked) {
                each.get();
            }
        } finally {
            executor.shutdown();
        }
        assertThat(read).containsExactly(file);
    }

    private int heldAfterTen(L1Cache cache) throws IOException {
        for (int i = 0; i < 10; i++) {
            day(cache, file("day" + i));
        }
        return cache.heldDays();
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), name);
    }

    private void day(L1Cache cache, Path file) {
        cache.day(file, () -> {
            read.add(file);
            Bars.Builder bars = Bars.builder(Symbol.of("SPY"));
            for (int i = 0; i < BARS; i++) {
                bars.add(i, 1, 1, 1);
            }
            TreeMap<Symbol, Bars> day = new TreeMap<>();
            day.put(Symbol.of("SPY"), bars.build());
            return new L1Day(day);
        });
    }
}
