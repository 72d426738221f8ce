package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store that is closed while others are at it. */
class ClosingTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    Path home;

    private ParquetFeatureStore open(FailingFiles files) {
        return ParquetFeatureStore.builder(home)
                .set(ChildJvm.SET)
                .durability(Durability.OS)
                .fileAccess(files)
                .open(CLOCK);
    }

    private static FeatureRow row(int number) {
        return TestRows.numbered(ChildJvm.SET, ChildJvm.SPY, ChildJvm.START + number, ChildJvm.START + number, number);
    }

    private int rows(ParquetFeatureStore store) {
        List<LocalDate> dates = store.dates(ChildJvm.SET.id(), ChildJvm.SPY);
        return dates.stream()
                .mapToInt(date ->
                        store.rows(ChildJvm.SET.id(), ChildJvm.SPY, date).size())
                .sum();
    }

    @Test
    @Timeout(60)
    void closing_waits_for_a_seal_that_is_under_way() throws InterruptedException, ExecutionException {
        FailingFiles files = new FailingFiles();
        ParquetFeatureStore store = open(files);
        store.append(List.of(row(0), row(1)));
        files.syncMillis(20);
        int before = files.syncs();
        Future<SealReport> seal = CompletableFuture.supplyAsync(store::seal);
        while (files.syncs() == before) {
            Thread.onSpinWait();
        }
        store.close();
        assertThat(seal.get().rows()).isEqualTo(2);
        try (ParquetFeatureStore next = open(new FailingFiles())) {
            assertThat(next.openReport().rows()).isZero();
            assertThat(rows(next)).isEqualTo(2);
        }
    }

    @Test
    @Timeout(60)
    void an_append_beside_a_close_is_acknowledged_or_refused_and_what_was_acknowledged_is_there()
            throws InterruptedException, ExecutionException {
        ExecutorService appender = Executors.newSingleThreadExecutor();
        try {
            int acknowledged = 0;
            for (int round = 0; round < 30; round++) {
                ParquetFeatureStore store = open(new FailingFiles());
                int first = acknowledged;
                CompletableFuture<Void> begun = new CompletableFuture<>();
                Future<Integer> appended = appender.submit(() -> {
                    for (int i = first; ; i++) {
                        try {
                            store.append(row(i));
                            begun.complete(null);
                        } catch (BarqueException e) {
                            assertThat(e.code()).isEqualTo("store.closed");
                            return i;
                        }
                    }
                });
                begun.get();
                store.close();
                acknowledged = appended.get();
            }
            try (ParquetFeatureStore store = open(new FailingFiles())) {
                assertThat(rows(store)).isEqualTo(acknowledged);
            }
        } finally {
            appender.shutdownNow();
        }
    }

    @Test
    @Timeout(60)
    void a_read_beside_a_close_is_answered_or_refused() throws InterruptedException, ExecutionException {
        try (ParquetFeatureStore store = open(new FailingFiles())) {
            for (int i = 0; i < 5_000; i++) { // more than are kept as objects
                store.append(row(i));
            }
        }
        for (int round = 0; round < 30; round++) {
            ParquetFeatureStore store = open(new FailingFiles());
            CompletableFuture<Void> begun = new CompletableFuture<>();
            Future<String> refused = CompletableFuture.supplyAsync(() -> {
                while (true) {
                    try {
                        assertThat(rows(store)).isEqualTo(5_000);
                        begun.complete(null);
                    } catch (BarqueException e) {
                        return e.code();
                    }
                }
            });
            begun.get();
            store.close();
            assertThat(refused.get()).isEqualTo("store.closed");
        }
    }
}
