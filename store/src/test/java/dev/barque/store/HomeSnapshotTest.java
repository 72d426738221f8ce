package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a home at one moment. */
class HomeSnapshotTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    private static final Symbol SPY = Symbol.of("SPY");
    private static final long START = 1_762_180_200_000_000L;
    private static final long DAY = 86_400_000_000L;
    private static final int DAYS = 5;
    private static final long SEED = Long.getLong("barque.test.seed", 7);

    @TempDir
    Path folder;

    private static ParquetFeatureStore.Builder store(Path home) {
        return ParquetFeatureStore.builder(home).set(SET).durability(Durability.OS);
    }

    /** Row n gets sequence n: one thread appends. */
    private static FeatureRow row(long number) {
        long time = START + number % DAYS * DAY + number;
        return TestRows.numbered(SET, SPY, time, time, (double) number);
    }

    private static List<Long> numbers(Path home) {
        List<Long> found = new ArrayList<>();
        try (ParquetFeatureStore store = store(home).openReadOnly()) {
            for (LocalDate date : store.dates(SET.id(), SPY)) {
                store.rows(SET.id(), SPY, date).forEach(row -> found.add((long) row.float64(0)));
            }
        }
        found.sort(null);
        return found;
    }

    private static Path copy(HomeSnapshot snapshot, Path to) throws IOException {
        for (HomeSnapshot.HeldFile file : snapshot.files()) {
            Path target = to.resolve(file.name());
            Files.createDirectories(target.getParent());
            try (InputStream in = Files.newInputStream(file.path())) {
                byte[] content = in.readNBytes((int) file.bytes());
                assertThat(content).as(file.name()).hasSize((int) file.bytes());
                Files.write(target, content);
            }
        }
        return to;
    }

    @Test
    void each_snapshot_has_exactly_the_rows_up_to_its_sequence_while_appends_and_seals_go_on() throws Exception {
        Path home = folder.resolve("home");
        AtomicBoolean go = new AtomicBoolean(true);
        List<Throwable> failures = new ArrayList<>();
        Thread writer;
        try (ParquetFeatureStore store = store(home).open(CLOCK)) {
            store.append(List.of(row(1)));
            writer = new Thread(() -> {
                Random random = new Random(SEED);
                try {
                    for (long next = 2; go.get(); ) {
                        List<FeatureRow> batch = LongStream.range(next, next + 1 + random.nextInt(5))
                                .mapToObj(HomeSnapshotTest::row)
                                .toList();
                        store.append(batch);
                        next += batch.size();
                        if (random.nextInt(400) == 0) {
                            store.seal();
                        }
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
            writer.start();
            long last = 0;
            for (int i = 0; i < 25; i++) {
                try (HomeSnapshot snapshot = HomeSnapshot.of(home)) {
                    long through = snapshot.lastSequence();
                    Path copy = copy(snapshot, folder.resolve("copy-" + i));

                    assertThat(through).isGreaterThanOrEqualTo(last);
                    assertThat(numbers(copy))
                            .as("seed %d, snapshot %d", SEED, i)
                            .isEqualTo(
                                    LongStream.rangeClosed(1, through).boxed().toList());
                    last = through;
                }
            }
            go.set(false);
            writer.join();
            assertThat(last).isGreaterThan(100);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void a_copy_of_a_snapshot_is_a_home_that_can_be_written() throws IOException {
        Path home = folder.resolve("home");
        Path copy = folder.resolve("copy");
        try (ParquetFeatureStore store = store(home).open(CLOCK)) {
            store.append(List.of(row(1), row(2)));
            store.seal();
            store.append(List.of(row(3)));
            try (HomeSnapshot snapshot = HomeSnapshot.of(home)) {
                copy(snapshot, copy);
            }
        }

        try (ParquetFeatureStore store = store(copy).open(CLOCK)) {
            assertThat(store.openReport().damages()).isEmpty();
            store.append(List.of(row(4)));
            store.seal();
        }

        assertThat(numbers(copy)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(StoreVerifier.of(copy).verify().isClean()).isTrue();
    }

    @Test
    void what_a_seal_replaces_stays_readable_until_the_snapshot_is_closed() throws IOException {
        Path home = folder.resolve("home");
        try (ParquetFeatureStore store = store(home).open(CLOCK)) {
            store.append(List.of(row(1), row(6)));
            store.seal();
            store.append(List.of(row(11)));
            HomeSnapshot snapshot = HomeSnapshot.of(home);
            store.append(List.of(row(16)));
            store.seal();

            assertThat(numbers(copy(snapshot, folder.resolve("copy")))).containsExactly(1L, 6L, 11L);

            snapshot.close();
            snapshot.close();
            assertThat(snapshot.files()).noneMatch(file -> Files.exists(file.path()));
        }
        assertThat(numbers(home)).containsExactly(1L, 6L, 11L, 16L);
    }

    @Test
    void a_segment_whose_successor_is_there_but_which_is_not_closed_yet_counts_up_to_its_last_row() throws IOException {
        Path home = folder.resolve("home");
        Path other = folder.resolve("other");
        for (Path of : List.of(home, other)) {
            try (ParquetFeatureStore store = store(of).open(CLOCK)) {
                store.append(List.of(row(1), row(2), row(3)));
                if (of.equals(other)) {
                    store.seal();
                }
            }
        }
        // As between two steps of a writer with SYNC: room of zeros behind the rows, and the next segment made.
        Path first = home.resolve("log/0000000000000000001.log");
        long size = Files.size(first);
        Files.write(first, new byte[1 << 20], StandardOpenOption.APPEND);
        Files.copy(other.resolve("log/0000000000000000004.log"), home.resolve("log/0000000000000000004.log"));

        try (HomeSnapshot snapshot = HomeSnapshot.of(home)) {
            assertThat(snapshot.files())
                    .filteredOn(file -> file.name().endsWith("1.log"))
                    .singleElement()
                    .satisfies(file -> assertThat(file.bytes()).isEqualTo(size));
            assertThat(snapshot.lastSequence()).isEqualTo(3);
            assertThat(numbers(copy(snapshot, folder.resolve("copy")))).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void the_last_line_of_a_decision_log_counts_only_with_its_end() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path log = Files.createDirectories(home.resolve("decisions/date=2025-11-03"));
        Files.writeString(log.resolve("decisions-000001.jsonl"), "{\"n\":1}\n{\"n\":2}\n{\"n\":");

        try (HomeSnapshot snapshot = HomeSnapshot.of(home)) {
            assertThat(snapshot.files()).hasSize(1);
            assertThat(snapshot.files().get(0).bytes()).isEqualTo(16);
            assertThat(snapshot.lastSequence()).isZero();
        }
    }

    @Test
    void what_a_killed_process_held_is_let_go_of_and_what_a_living_one_holds_is_not() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("a"), "a");
        Path left = Files.createDirectories(home.resolve(".snapshots/of-a-dead-process"));
        Files.createLink(left.resolve("0"), home.resolve("a"));

        try (HomeSnapshot living = HomeSnapshot.of(home)) {
            HomeSnapshot.of(home).close();

            assertThat(left).doesNotExist();
            assertThat(living.files()).allMatch(file -> Files.exists(file.path()));
        }
    }

    @Test
    void locks_temporaries_backups_and_what_is_being_emptied_are_left_out_and_all_else_is_there() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        for (String name : List.of(
                "data_l1/.lock",
                ".lock",
                "data/.x.tmp",
                "backups/b",
                ".removed/date=2025-10-24-1f/symbol=SPY/f",
                "quarantine/q",
                "mine.txt")) {
            Files.createDirectories(home.resolve(name).getParent());
            Files.writeString(home.resolve(name), name);
        }

        try (HomeSnapshot snapshot = HomeSnapshot.of(home)) {
            assertThat(snapshot.files().stream().map(HomeSnapshot.HeldFile::name))
                    .containsExactly("mine.txt", "quarantine/q");
        }
    }

    @Test
    void a_symbolic_link_is_refused_by_name_rather_than_left_out() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.createSymbolicLink(home.resolve("data_l1"), Files.createDirectories(folder.resolve("elsewhere")));

        assertThatThrownBy(() -> HomeSnapshot.of(home))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.not-a-file"))
                .hasMessageContaining("data_l1");
        assertThat(home.resolve(".snapshots")).isEmptyDirectory();
    }
}
