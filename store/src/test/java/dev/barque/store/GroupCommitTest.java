package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that append at the same time share syncs, and nothing else. */
class GroupCommitTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    private static final Symbol SPY = Symbol.of("SPY");
    private static final long START = UtcMicros.of(Instant.parse("2025-11-03T14:30:00Z"));
    private static final LocalDate DATE = LocalDate.of(2025, 11, 3);
    private static final int THREADS = 8;

    @TempDir
    Path home;

    private final FailingFiles files = new FailingFiles();
    private final Map<Integer, String> refused = new ConcurrentHashMap<>();
    private final List<Thread> stillInterrupted = new ArrayList<>();

    private ParquetFeatureStore open() {
        return ParquetFeatureStore.builder(home).set(SET).fileAccess(files).open(CLOCK);
    }

    @AfterEach
    void every_acknowledged_row_is_there_after_another_opening_and_no_refused_one() {
        files.failSyncs(false);
        files.failWrites(false);
        try (ParquetFeatureStore store = open()) {
            assertThat(store.rows(SET.id(), SPY, DATE))
                    .extracting(FeatureRow::sequence)
                    .doesNotHaveDuplicates();
        }
    }

    private static FeatureRow row(int number) {
        return TestRows.numbered(SET, SPY, START + number, START + number, number);
    }

    /** What a thread does with its rows; returns whether the append of a number is expected to succeed or the code if not. */
    private interface Step {
        void append(ParquetFeatureStore store, int number);
    }

    /** Lets eight threads append rows of their own; notes by which code a number was refused. */
    private void together(ParquetFeatureStore store, int each, Step step) throws InterruptedException {
        List<Thread> appenders = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int first = t * each;
            Thread appender = new Thread(() -> {
                for (int i = first; i < first + each; i++) {
                    try {
                        step.append(store, i);
                    } catch (BarqueException e) {
                        refused.put(i, e.code());
                    } catch (Throwable e) {
                        refused.put(i, e.toString());
                    }
                }
                if (Thread.interrupted()) {
                    synchronized (stillInterrupted) {
                        stillInterrupted.add(Thread.currentThread());
                    }
                }
            });
            appender.start();
            appenders.add(appender);
        }
        for (Thread appender : appenders) {
            appender.join(Duration.ofMinutes(2).toMillis());
            assertThat(appender.isAlive())
                    .as("a thread sleeps on; refused: %s", refused)
                    .isFalse();
        }
    }

    private static void appendAndRead(ParquetFeatureStore store, int number) {
        store.append(row(number));
        if (store.get(SET.id(), SPY, AsOf.at(START + number)).float64(0) != number) {
            throw new AssertionError("row " + number + " cannot be read");
        }
    }

    @Test
    void eight_threads_need_a_quarter_of_the_syncs_or_less_and_lose_nothing() throws InterruptedException {
        int each = 60;
        try (ParquetFeatureStore store = open()) {
            store.append(row(THREADS * each));
            files.syncMillis(10); // long enough for others to queue up on a busy machine too
            int before = files.syncs();
            together(store, each, GroupCommitTest::appendAndRead);
            assertThat(refused).isEmpty();
            assertThat(files.syncs() - before).isBetween(each, THREADS * each / 4);
            assertThat(store.rows(SET.id(), SPY, DATE)).hasSize(THREADS * each + 1);
        }
        try (ParquetFeatureStore store = open()) {
            assertThat(store.rows(SET.id(), SPY, DATE)).hasSize(THREADS * each + 1);
        }
    }

    @Test
    void one_thread_syncs_once_for_each_append() {
        try (ParquetFeatureStore store = open()) {
            store.append(row(0));
            int before = files.syncs();
            for (int i = 1; i <= 50; i++) {
                appendAndRead(store, i);
            }
            assertThat(files.syncs() - before).isEqualTo(50);
        }
    }

    @Test
    void no_thread_is_left_asleep_however_fast_the_device_is() throws InterruptedException {
        files.skipSyncs();
        int each = 2_000;
        try (ParquetFeatureStore store = open()) {
            together(store, each, (to, number) -> to.append(row(number)));
            assertThat(refused).isEmpty();
            assertThat(store.rows(SET.id(), SPY, DATE)).hasSize(THREADS * each);
        }
    }

    @Test
    void a_sync_that_fails_refuses_every_row_that_waited_for_it() throws InterruptedException {
        try (ParquetFeatureStore store = open()) {
            store.append(row(1_000));
            files.syncMillis(20);
            files.failSyncs(true);
            together(store, 1, (to, number) -> to.append(row(number)));
            assertThat(refused).hasSize(THREADS).containsValue("store.log-failed");
            assertThat(refused.values()).containsOnly("store.log-failed");
            assertThat(store.rows(SET.id(), SPY, DATE)).hasSize(1);
        }
    }

    @Test
    void a_row_that_cannot_be_written_does_not_touch_those_beside_it() throws InterruptedException {
        int each = 40;
        try (ParquetFeatureStore store = open()) {
            files.syncMillis(1);
            together(store, each, (to, number) -> {
                if (number % 3 == 0) {
                    // Half a surrogate pair, behind a row that is fine: all or none.
                    to.append(List.of(
                            row(number),
                            FeatureRow.builder(SET, SPY).string(3, "a\uD800").build(START + number, START + number)));
                } else {
                    appendAndRead(to, number);
                }
            });
            assertThat(refused.values()).containsOnly("store.bad-text");
            assertThat(store.rows(SET.id(), SPY, DATE))
                    .extracting(row -> (int) row.float64(0))
                    .hasSize(THREADS * each - (THREADS * each + 2) / 3)
                    .noneMatch(number -> number % 3 == 0);
        }
    }

    @Test
    void a_full_device_refuses_all_that_write_and_takes_rows_when_there_is_room_again() throws InterruptedException {
        try (ParquetFeatureStore store = open()) {
            store.append(row(1_000));
            files.failWrites(true);
            together(store, 3, (to, number) -> to.append(row(number)));
            assertThat(refused).hasSize(3 * THREADS);
            assertThat(refused.values()).containsOnly("store.cannot-write");
            files.failWrites(false);
            refused.clear();
            together(store, 3, GroupCommitTest::appendAndRead);
            assertThat(refused).isEmpty();
            assertThat(store.rows(SET.id(), SPY, DATE)).hasSize(3 * THREADS + 1);
        }
    }

    @Test
    void threads_that_are_interrupted_while_they_wait_are_acknowledged_and_stay_interrupted()
            throws InterruptedException {
        try (ParquetFeatureStore store = open()) {
            store.append(row(1_000));
            files.syncMillis(5);
            together(store, 5, (to, number) -> {
                Thread.currentThread().interrupt();
                to.append(row(number));
            });
            assertThat(refused).isEmpty();
            assertThat(stillInterrupted).hasSize(THREADS);
            assertThat(store.rows(SET.id(), SPY, DATE)).hasSize(5 * THREADS + 1);
        }
    }
}
