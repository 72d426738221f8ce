package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows between append and seal: who sees them, what they survive. */
class LiveRowsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    private static final Symbol SPY = Symbol.of("SPY");
    private static final long START = UtcMicros.of(Instant.parse("2025-11-03T14:30:00Z"));
    private static final LocalDate DATE = LocalDate.of(2025, 11, 3);

    @TempDir
    Path home;

    private static FeatureRow row(int number) {
        return TestRows.numbered(SET, SPY, START + number, START + number, number);
    }

    private ParquetFeatureStore.Builder builder() {
        return ParquetFeatureStore.builder(home).set(SET);
    }

    private static int count(ParquetFeatureStore store) {
        return store.rows(SET.id(), SPY, DATE).size();
    }

    private static void assertCode(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void rows_of_every_type_are_the_same_before_and_after_sealing_and_over_openings() {
        FeatureRow full = TestRows.full(SET, SPY, "2025-11-03T14:31:00Z", "2025-11-03T14:31:01Z");
        FeatureRow empty = TestRows.empty(SET, SPY, "2025-11-03T14:33:00Z");
        List<FeatureRow> live;
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            store.append(List.of(full, empty));
            live = store.rows(SET.id(), SPY, DATE);
            assertThat(live.get(0).sameContent(full)).isTrue();
            assertThat(live.get(1).sameContent(empty)).isTrue();
        }
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            assertThat(store.openReport().rows()).isEqualTo(2);
            assertThat(store.rows(SET.id(), SPY, DATE)).isEqualTo(live);
            assertThat(store.seal()).isEqualTo(new SealReport(1, 2));
            assertThat(store.rows(SET.id(), SPY, DATE)).isEqualTo(live);
            assertThat(store.seal()).isEqualTo(new SealReport(0, 0));
        }
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            assertThat(store.openReport())
                    .isEqualTo(new OpenReport(0, store.openReport().logBytes(), List.of()));
            assertThat(store.rows(SET.id(), SPY, DATE)).isEqualTo(live);
        }
    }

    @Test
    void sealing_up_to_a_date_leaves_later_rows_in_the_log() {
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            store.append(List.of(
                    row(0), TestRows.numbered(SET, SPY, "2025-11-04T15:00:00Z", "2025-11-04T15:00:00Z", 9), row(1)));
            assertThat(store.seal(DATE)).isEqualTo(new SealReport(1, 2));
        }
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            assertThat(store.openReport().rows()).isEqualTo(1);
            assertThat(store.dates(SET.id(), SPY)).containsExactly(DATE, DATE.plusDays(1));
            assertThat(count(store)).isEqualTo(2);
            assertThat(store.seal().rows()).isEqualTo(1);
            assertThat(store.rows(SET.id(), SPY, DATE.plusDays(1)))
                    .singleElement()
                    .satisfies(row -> assertThat(row.sequence()).isEqualTo(2));
        }
    }

    @Test
    void rows_sealed_twice_because_the_log_kept_them_are_there_once() throws IOException {
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            store.append(List.of(row(0), row(1), row(2)));
        }
        List<Path> log;
        try (Stream<Path> files = Files.list(home.resolve("log"))) {
            log = files.toList();
        }
        byte[] before = Files.readAllBytes(log.get(0));
        List<FeatureRow> sealed;
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            store.seal();
            sealed = store.rows(SET.id(), SPY, DATE);
        }
        // As if it had been killed between publishing the partition and noting so.
        try (Stream<Path> files = Files.list(home.resolve("log"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.write(log.get(0), before);
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            assertThat(store.openReport().rows()).isEqualTo(3);
            assertThat(store.rows(SET.id(), SPY, DATE)).isEqualTo(sealed);
            store.append(row(3));
            store.seal();
            assertThat(store.rows(SET.id(), SPY, DATE)).hasSize(4).startsWith(sealed.toArray(FeatureRow[]::new));
        }
    }

    @Test
    void a_home_that_lost_its_log_goes_on_numbering_behind_what_is_sealed() throws IOException {
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            store.append(List.of(row(0), row(1), row(2)));
            store.seal();
        }
        try (Stream<Path> files = Files.list(home.resolve("log"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            store.append(TestRows.numbered(SET, SPY, START + 2, START + 2, 77));
            assertThat(store.get(SET.id(), SPY, AsOf.at(START + 2)).sequence()).isEqualTo(4);
        }
    }

    @Test
    void the_log_is_sealed_when_it_has_grown_enough_and_its_files_go() throws IOException {
        try (ParquetFeatureStore store = builder().sealAfterBytes(4_000).open(CLOCK)) {
            for (int i = 0; i < 200; i++) {
                store.append(row(i));
            }
            assertThat(count(store)).isEqualTo(200);
        }
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            assertThat(store.openReport().rows()).isLessThan(60);
            assertThat(count(store)).isEqualTo(200);
        }
        try (Stream<Path> files = Files.list(home.resolve("log"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".log"))).hasSizeLessThan(3);
        }
    }

    @Test
    void a_sync_that_failed_stops_the_writer_until_the_store_is_opened_again() {
        FailingFiles files = new FailingFiles();
        ParquetFeatureStore store = builder().fileAccess(files).open(CLOCK);
        store.append(row(0));
        files.failSyncs(true);
        assertCode("store.log-failed", () -> store.append(row(1)));
        files.failSyncs(false);
        int syncs = files.syncs();
        assertCode("store.log-failed", () -> store.append(row(2)));
        assertCode("store.log-failed", store::seal);
        assertThat(files.syncs()).isEqualTo(syncs);
        assertThat(count(store)).isEqualTo(1);
        store.close();
        assertThat(files.syncs()).isEqualTo(syncs);

        try (ParquetFeatureStore again = builder().fileAccess(files).open(CLOCK)) {
            assertThat(files.syncs()).isGreaterThan(syncs); // written anew: what is read may have been in memory only
            again.append(row(3));
            assertThat(again.rows(SET.id(), SPY, DATE))
                    .extracting(row -> row.float64(0))
                    .contains(0.0, 3.0)
                    .doesNotContain(2.0);
        }
    }

    @Test
    void a_full_device_refuses_rows_and_takes_them_when_there_is_room_again() {
        FailingFiles files = new FailingFiles();
        for (Durability durability : Durability.values()) {
            try (ParquetFeatureStore store =
                    builder().durability(durability).fileAccess(files).open(CLOCK)) {
                int before = count(store);
                for (int i = 0; i < 5; i++) {
                    int number = before + i;
                    store.append(row(number));
                    files.failWrites(true);
                    assertCode("store.cannot-write", () -> store.append(row(1_000 + number)));
                    files.failWrites(false);
                }
                assertThat(count(store)).isEqualTo(before + 5);
            }
        }
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            assertThat(store.openReport().damages()).isEmpty();
            assertThat(count(store)).isEqualTo(10);
        }
    }

    @Test
    void a_file_that_reads_back_as_something_else_is_not_published_and_its_rows_stay_in_the_log() {
        FailingFiles files = new FailingFiles();
        try (ParquetFeatureStore store = builder().fileAccess(files).open(CLOCK)) {
            store.append(List.of(row(0), row(1), row(2)));
            files.damageDataFiles(true);
            assertThatThrownBy(store::seal).hasMessageContaining("reads back as something else");
            assertThat(count(store)).isEqualTo(3);
            files.damageDataFiles(false);
            assertThat(store.seal()).isEqualTo(new SealReport(1, 3));
            assertThat(count(store)).isEqualTo(3);
        }
    }

    @Test
    void a_listener_hears_how_far_a_seal_is_and_may_end_it_without_losing_a_row() {
        List<String> heard = new ArrayList<>();
        boolean[] ends = {true};
        SealListener listener = (partitions, planned, rows) -> {
            heard.add(partitions + " of " + planned + " with " + rows);
            if (ends[0]) {
                throw new IllegalStateException("enough");
            }
        };
        try (ParquetFeatureStore store = builder().sealListener(listener).open(CLOCK)) {
            for (int i = 0; i < 100; i++) {
                store.append(List.of(
                        TestRows.numbered(SET, Symbol.of("S" + i), START, START, i),
                        TestRows.numbered(SET, Symbol.of("S" + i), START + 1, START + 1, i)));
            }
            assertThatThrownBy(store::seal).hasMessage("enough");
            ends[0] = false;
            assertThat(store.seal()).isEqualTo(new SealReport(36, 72));
            assertThat(heard).containsExactly("64 of 100 with 128", "36 of 36 with 72");
            for (int i = 0; i < 100; i++) {
                assertThat(store.rows(SET.id(), Symbol.of("S" + i), DATE)).hasSize(2);
            }
        }
    }

    @Test
    void a_thread_that_comes_interrupted_appends_and_stays_interrupted() {
        try (ParquetFeatureStore store = builder().open(CLOCK)) {
            Thread.currentThread().interrupt();
            store.append(row(0));
            assertThat(Thread.interrupted()).isTrue();
            store.append(row(1));
            assertThat(count(store)).isEqualTo(2);
        }
    }

    @Test
    void a_reader_follows_a_writer_in_another_process() throws IOException, InterruptedException {
        try (ChildJvm writer = new ChildJvm(home);
                ParquetFeatureStore reader = builder().openReadOnly()) {
            int rows = 0;
            for (String order : List.of(
                    "append", "append", "seal", "append", "reopen", "append", "seal", "seal", "append", "reopen",
                    "append", "append")) {
                writer.tell(order);
                rows += order.equals("append") ? 1 : 0;
                assertThat(count(reader)).as(order).isEqualTo(rows);
                assertThat(reader.get(SET.id(), SPY, AsOf.at(ChildJvm.START + rows))
                                .float64(0))
                        .isEqualTo(rows - 1);
            }
            writer.kill();
            assertThat(count(reader)).isEqualTo(rows);
            // The next writer puts the last segment in order; the reader goes on with that.
            try (ParquetFeatureStore next = builder().open(CLOCK)) {
                next.append(row(500));
                assertThat(count(reader)).isEqualTo(rows + 1);
                next.seal();
                next.append(row(501));
                assertThat(count(reader)).isEqualTo(rows + 2);
            }
        }
    }
}
