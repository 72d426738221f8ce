package dev.barque.ops.checks.data;

import static dev.barque.ops.checks.Asked.NOW;
import static dev.barque.ops.checks.Asked.ask;
import static dev.barque.ops.checks.Asked.degradedText;
import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthyText;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Homes;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.Asked;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreRepair;
import dev.barque.store.StoreVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreChecksTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @BeforeEach
    void fill() {
        Homes.sealed(home);
        Homes.session(home, Homes.SPY, "2025-10-31");
    }

    private Verdict look(HealthCheck check) {
        return ask(check, NOW, DataHome.class, DataHome.of(home));
    }

    @Test
    void a_whole_home_is_healthy_at_both_depths_and_says_how_much_it_holds() {
        assertThat(look(new StoreFooters())).asString().contains("4 partitions and 1 file of bars are in order");
        assertThat(look(new StoreDigests())).asString().contains("4 partitions and 1 file of bars are in order");
    }

    @Test
    void a_file_that_was_cut_short_is_seen_by_its_footer_and_healthy_again_when_it_is_restored() throws IOException {
        Path file = Homes.features(home, "2025-10-30", Homes.SPY);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 100));

        assertThat(unhealthyText(look(new StoreFooters()))).contains("symbol=SPY", "DAMAGED", "barque store repair");
        assertThat(unhealthyText(look(new StoreDigests()))).contains("symbol=SPY", "DAMAGED");

        Files.write(file, whole);

        healthy(look(new StoreFooters()));
        healthy(look(new StoreDigests()));
    }

    @Test
    void a_flipped_bit_in_a_page_is_seen_by_the_digest_alone() throws IOException {
        Path file = Homes.features(home, "2025-10-31", Homes.QQQ);
        byte[] content = Files.readAllBytes(file);
        content[40] ^= 4;
        Files.write(file, content);

        healthy(look(new StoreFooters()));
        assertThat(unhealthyText(look(new StoreDigests()))).contains("symbol=QQQ", "SHA-256");
    }

    @Test
    void two_files_that_changed_places_are_seen_by_their_footers() throws IOException {
        Path one = Homes.features(home, "2025-10-30", Homes.SPY);
        Path other = Homes.features(home, "2025-10-30", Homes.QQQ);
        Path aside = home.resolve("aside");
        Files.move(one, aside);
        Files.move(other, one);
        Files.move(aside, other);

        assertThat(unhealthyText(look(new StoreFooters()))).contains("WRONG_PLACE");
    }

    @Test
    void a_file_of_the_same_size_in_anothers_place_is_seen_by_what_its_footer_says() throws IOException {
        Map<Long, Path> bySize = new HashMap<>();
        try (ParquetFeatureStore store = Homes.open(home, NOW)) {
            for (char c = 'A'; c <= 'Z'; c++) {
                store.append(Homes.rows(Symbol.of("X" + c), "2025-11-03", 1));
            }
            store.seal();
        }
        Path one = null;
        Path other = null;
        for (char c = 'A'; c <= 'Z' && one == null; c++) {
            other = Homes.features(home, "2025-11-03", Symbol.of("X" + c));
            one = bySize.put(Files.size(other), other);
        }
        Files.copy(Objects.requireNonNull(one), Objects.requireNonNull(other), StandardCopyOption.REPLACE_EXISTING);

        assertThat(unhealthyText(look(new StoreFooters()))).contains("WRONG_PLACE");
    }

    @Test
    void rows_that_are_sealed_and_still_in_the_log_are_not_its_backlog() {
        try (ParquetFeatureStore store = Homes.open(home, NOW)) {
            store.append(Homes.rows(Homes.SPY, "2025-11-03", 5));
            store.append(Homes.rows(Homes.SPY, "2025-11-04", 7));
            store.seal(LocalDate.parse("2025-11-03"));

            assertThat(look(new LogBacklog())).asString().contains("The log holds 7 unsealed rows");
        }
    }

    @Test
    void what_another_check_writes_at_the_moment_is_no_leftover_and_what_a_writer_left_is() throws IOException {
        Files.createFile(home.resolve(".health-0.tmp"));
        assertThat(look(new StoreFooters())).isInstanceOf(Verdict.Healthy.class);

        Files.createFile(home.resolve(".left-0.tmp"));
        assertThat(degradedText(look(new StoreFooters())))
                .contains(".left-0.tmp")
                .doesNotContain(".health");
    }

    @Test
    void a_missing_file_is_seen() throws IOException {
        Files.delete(Homes.features(home, "2025-10-30", Homes.SPY));

        assertThat(unhealthyText(look(new StoreFooters()))).contains("MISSING_FILE", "300 rows");
    }

    @Test
    void a_cut_file_of_bars_is_seen() throws IOException {
        Path file = home.resolve("data_l1/l1_2025-10-31.parquet");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThat(unhealthyText(look(new StoreFooters()))).contains("data_l1/l1_2025-10-31.parquet");
    }

    @Test
    void what_a_repair_put_into_quarantine_is_unhealthy_until_the_partition_is_back() throws IOException {
        Path file = Homes.features(home, "2025-10-30", Homes.SPY);
        Path partition = Objects.requireNonNull(file.getParent());
        Path backup = Files.createDirectories(home.resolveSibling(home.getFileName() + "-backup"));
        copy(partition, backup);
        byte[] content = Files.readAllBytes(file);
        content[40] ^= 4;
        Files.write(file, content);
        healthy(look(new QuarantinedFiles()));

        try (StoreRepair repair = StoreRepair.builder(home).open(Clock.fixed(NOW, ZoneOffset.UTC))) {
            assertThat(repair.repair(StoreVerifier.of(home).verify()).home()).isEqualTo(home);
        }

        assertThat(unhealthyText(look(new StoreFooters()))).contains("quarantine/", "regenerate");
        assertThat(degradedText(look(new QuarantinedFiles()))).contains("quarantine/", "report");

        try (var left = Files.list(partition)) {
            for (Path one : left.toList()) {
                Files.delete(one);
            }
        }
        copy(backup, partition);
        Files.move(home.resolve("quarantine"), home.resolveSibling(home.getFileName() + "-archive"));

        healthy(look(new StoreFooters()));
        healthy(look(new QuarantinedFiles()));
    }

    @Test
    void a_home_that_is_not_there_is_unhealthy() {
        Verdict verdict = ask(new StoreFooters(), NOW, DataHome.class, DataHome.of(home.resolve("absent")));

        assertThat(unhealthyText(verdict)).contains("absent", "does not exist");
    }

    @Test
    void a_backlog_of_the_log_is_seen_by_its_age_and_by_its_size_until_it_is_sealed() {
        healthy(look(new LogBacklog()));
        try (ParquetFeatureStore store = Homes.open(home, NOW)) {
            store.append(Homes.rows(Homes.SPY, "2025-11-03", 5));

            Verdict later = ask(new LogBacklog(), NOW.plus(Duration.ofDays(4)), DataHome.class, DataHome.of(home));
            assertThat(degradedText(later)).contains("5 rows not sealed", "4 d", "barque store seal");
            assertThat(unhealthyText(look(new LogBacklog(1, 2, Duration.ofDays(3)))))
                    .contains("in 1 segment");

            store.seal();

            healthy(ask(new LogBacklog(), NOW.plus(Duration.ofDays(4)), DataHome.class, DataHome.of(home)));
        }
    }

    @Test
    void the_lock_tells_who_holds_it_and_looking_does_not_free_it() throws IOException {
        WriterLock here = new WriterLock(WriterLock.Expected.THIS_PROCESS);
        assertThat(unhealthyText(look(here))).contains("nobody holds it", "Start the writer");
        healthy(look(new WriterLock()));

        try (ParquetFeatureStore store = Homes.open(home, NOW)) {
            healthy(look(here));
            healthy(look(new WriterLock(WriterLock.Expected.SOMEBODY)));
            assertThat(unhealthyText(look(new WriterLock(WriterLock.Expected.NOBODY))))
                    .contains("this process holds it");
            assertThat(store.home()).isEqualTo(home);
            if (Files.isReadable(Path.of("/proc/locks"))) {
                String lock = " " + ProcessHandle.current().pid() + " .*:"
                        + Files.getAttribute(home.resolve(".lock"), "unix:ino") + " .*";
                assertThat(Files.readAllLines(Path.of("/proc/locks"))).anyMatch(line -> line.matches(".*" + lock));
            }
        }

        healthy(look(new WriterLock(WriterLock.Expected.NOBODY)));
    }

    @Test
    void a_lock_file_that_was_deleted_or_replaced_is_lost_until_the_store_is_opened_again() throws IOException {
        try (ParquetFeatureStore store = Homes.open(home, NOW)) {
            Files.delete(home.resolve(".lock"));
            assertThat(unhealthyText(look(new WriterLock())))
                    .contains("deleted or replaced", "Stop this process's writer");

            Files.writeString(home.resolve(".lock"), "process 1, on another host");
            assertThat(unhealthyText(look(new WriterLock()))).contains("deleted or replaced");
            assertThat(store.home()).isEqualTo(home);
        }
        try (ParquetFeatureStore store = Homes.open(home, NOW)) {
            assertThat(store.home()).isEqualTo(home);
            healthy(look(new WriterLock(WriterLock.Expected.THIS_PROCESS)));
        }
    }

    @Test
    void another_schema_under_the_same_version_is_unhealthy_and_another_version_is_degraded() {
        FeatureSet same = Homes.SET;
        FeatureSet drifted = new FeatureSet(
                same.id(),
                FeatureSchema.builder()
                        .float64("force", "1")
                        .float64("spread", "USD")
                        .build(),
                same.lookback());
        FeatureSet newer = new FeatureSet(FeatureSetId.of("v2"), same.schema(), same.lookback());

        healthy(drift(same));
        assertThat(unhealthyText(drift(drifted))).contains("spread is in 'bps' in place of 'USD'");
        assertThat(degradedText(drift(newer))).contains("only v1", "v2");
    }

    private Verdict drift(FeatureSet running) {
        return ask(
                new SchemaDrift(),
                Asked.at(NOW).with(DataHome.class, DataHome.of(home)).with(FeatureSet.class, running));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
