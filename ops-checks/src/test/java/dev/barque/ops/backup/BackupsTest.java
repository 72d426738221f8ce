package dev.barque.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.Homes;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of real homes in a real directory. */
class BackupsTest {
    static final BackupKey KEY = BackupKey.of(key(1));

    @TempDir
    Path folder;

    private final Homes.SetClock clock = new Homes.SetClock();
    private Path home;
    private Path place;
    private Backups backups;

    static byte[] key(int of) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) of);
        return secret;
    }

    @BeforeEach
    void a_home_with_rows_in_files_and_in_the_log() throws IOException {
        home = folder.resolve("home");
        place = folder.resolve("place");
        Homes.append(home, 1, 30, 40);
        Files.writeString(
                Files.createDirectories(home.resolve("decisions/date=2025-11-03"))
                        .resolve("notes"),
                "mine");
        backups = in().build();
    }

    private Backups.Builder in() {
        return Backups.in(DirectoryTarget.at(place)).clock(clock);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void a_full_backup_restores_to_the_same_rows_and_files() throws IOException {
        Backup backup = backups.create(home, BackupKind.FULL);
        Path restored = folder.resolve("new/restored");

        RestoreReport report = backups.restore(backup, restored, RestoreMode.NEW_PLACE);

        assertThat(backup.kind()).isEqualTo(BackupKind.FULL);
        assertThat(backup.lastSequence()).isEqualTo(40);
        assertThat(backup.created()).isEqualTo(clock.now);
        assertThat(backup.storedFiles()).isEqualTo(backup.files());
        assertThat(report.kept()).isEmpty();
        assertThat(Homes.numbers(restored)).isEqualTo(Homes.upTo(40));
        assertThat(restored.resolve("decisions/date=2025-11-03/notes")).hasContent("mine");
        assertThat(StoreVerifier.of(restored).verify().isClean()).isTrue();
        assertThat(backups.list()).containsExactly(backup);
        Homes.append(restored, 41, 45, 46);
        assertThat(Homes.numbers(restored)).isEqualTo(Homes.upTo(46));
    }

    @Test
    void an_archive_is_one_that_tar_and_zstd_unpack() throws Exception {
        Backup backup = backups.create(home, BackupKind.FULL);
        Path unpacked = Files.createDirectories(folder.resolve("by-hand"));

        Process tar = new ProcessBuilder(
                        "tar",
                        "--zstd",
                        "-xf",
                        place.resolve(backup.archive().name()).toString(),
                        "-C",
                        unpacked.toString())
                .inheritIO()
                .start();

        assertThat(tar.waitFor()).isZero();
        assertThat(Homes.numbers(unpacked)).isEqualTo(Homes.upTo(40));
    }

    @Test
    void an_incremental_backup_carries_only_what_is_new_and_restores_to_everything() throws IOException {
        Backup full = backups.create(home, BackupKind.FULL);
        Homes.append(home, 41, 0, 45);
        Files.writeString(home.resolve("renamed"), "mine");
        Backup second = backups.create(home, BackupKind.INCREMENTAL);
        Backup third = backups.create(home, BackupKind.INCREMENTAL);

        assertThat(second.kind()).isEqualTo(BackupKind.INCREMENTAL);
        assertThat(second.needs()).containsExactly(full.id());
        assertThat(second.storedFiles()).isPositive().isLessThan(full.files());
        assertThat(third.storedFiles()).isZero();
        assertThat(third.needs()).containsExactlyInAnyOrder(full.id(), second.id());
        Path restored = folder.resolve("restored");
        backups.restore(third, restored, RestoreMode.NEW_PLACE);
        assertThat(Homes.numbers(restored)).isEqualTo(Homes.upTo(45));
        assertThat(restored.resolve("renamed")).hasContent("mine");
        Path earlier = folder.resolve("earlier");
        backups.restore(full, earlier, RestoreMode.NEW_PLACE);
        assertThat(Homes.numbers(earlier)).isEqualTo(Homes.upTo(40));
    }

    @Test
    void an_incremental_backup_without_one_before_is_a_full_one_and_says_so() {
        assertThat(backups.create(home, BackupKind.INCREMENTAL).kind()).isEqualTo(BackupKind.FULL);
    }

    @Test
    void backups_are_consistent_while_appends_and_seals_go_on() throws Exception {
        AtomicBoolean go = new AtomicBoolean(true);
        AtomicLong appended = new AtomicLong(40);
        try (ParquetFeatureStore store = Homes.open(home)) {
            Thread writer = new Thread(() -> {
                while (go.get()) {
                    long from = appended.get() + 1;
                    store.append(LongStream.range(from, from + 3)
                            .mapToObj(Homes::row)
                            .toList());
                    appended.addAndGet(3);
                    if (from % 300 < 3) {
                        store.seal();
                    }
                }
            });
            writer.start();
            for (int i = 0; i < 8; i++) {
                long before = appended.get();
                Backup backup = backups.create(home, i % 2 == 0 ? BackupKind.FULL : BackupKind.INCREMENTAL);

                assertThat(backup.lastSequence()).isGreaterThanOrEqualTo(before);
                Path restored = folder.resolve("restored-" + i);
                backups.restore(backup, restored, RestoreMode.NEW_PLACE);
                assertThat(Homes.numbers(restored)).isEqualTo(Homes.upTo(backup.lastSequence()));
            }
            go.set(false);
            writer.join();
        }
    }

    @Test
    void in_place_the_old_home_is_kept_beside_the_restored_one() throws IOException {
        Backup backup = backups.create(home, BackupKind.FULL);
        Homes.append(home, 41, 50, 50);
        Map<String, List<Byte>> old = Homes.content(home);

        refused("backup.home-exists", () -> backups.restore(backup, home, RestoreMode.NEW_PLACE));
        RestoreReport report = backups.restore(backup, home, RestoreMode.IN_PLACE);

        assertThat(Homes.numbers(home)).isEqualTo(Homes.upTo(40));
        assertThat(report.kept()).hasValueSatisfying(kept -> assertThat(kept).exists());
        assertThat(Homes.content(report.kept().orElseThrow())).isEqualTo(old);
        RestoreReport again = backups.restore(backup, home, RestoreMode.IN_PLACE);
        assertThat(again.kept()).isNotEqualTo(report.kept());
    }

    @Test
    void a_file_or_a_link_where_the_home_is_to_be_is_never_replaced() throws IOException {
        Backup backup = backups.create(home, BackupKind.FULL);
        Path file = Files.writeString(folder.resolve("file"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("link"), home);
        Path empty = Files.createDirectory(folder.resolve("empty"));

        for (RestoreMode mode : RestoreMode.values()) {
            refused("backup.home-exists", () -> backups.restore(backup, file, mode));
            refused("backup.home-exists", () -> backups.restore(backup, link, mode));
        }
        backups.restore(backup, empty, RestoreMode.NEW_PLACE);

        assertThat(file).hasContent("mine");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Homes.numbers(empty)).isEqualTo(Homes.upTo(40));
    }

    @Test
    void a_home_that_somebody_writes_is_not_replaced() {
        Backup backup = backups.create(home, BackupKind.FULL);
        try (ParquetFeatureStore store = Homes.open(home)) {
            refused("store.locked", () -> backups.restore(backup, home, RestoreMode.IN_PLACE));
            store.append(List.of(Homes.row(41)));
        }
        assertThat(Homes.numbers(home)).isEqualTo(Homes.upTo(41));
    }

    @Test
    void a_moment_selects_the_last_backup_before_it() {
        Backup first = backups.create(home, BackupKind.FULL);
        clock.now = clock.now.plus(Duration.ofHours(1));
        Backup second = backups.create(home, BackupKind.INCREMENTAL);

        assertThat(backups.asOf(first.created())).isEqualTo(first);
        assertThat(backups.asOf(second.created().minusNanos(1))).isEqualTo(first);
        assertThat(backups.asOf(second.created())).isEqualTo(second);
        assertThat(backups.latest()).isEqualTo(second);
        refused("backup.no-such-backup", () -> backups.asOf(first.created().minusNanos(1)));
    }

    @Test
    void an_encrypted_backup_needs_its_key_and_shows_no_name_of_a_file() throws IOException {
        Backups sealed = in().key(KEY).build();
        Backup backup = sealed.create(home, BackupKind.FULL);
        Homes.append(home, 41, 0, 42);
        Backup later = sealed.create(home, BackupKind.INCREMENTAL);

        assertThat(backup.isEncrypted()).isTrue();
        refused("backup.needs-key", () -> backups.verify(backup));
        refused("backup.wrong-key", () -> in().key(BackupKey.of(key(2))).build().verify(backup));
        assertThat(sealed.verify(later).isWhole()).isTrue();
        sealed.restore(later, folder.resolve("restored"), RestoreMode.NEW_PLACE);
        assertThat(Homes.numbers(folder.resolve("restored"))).isEqualTo(Homes.upTo(42));
        assertThat(KEY.toString()).doesNotContain("0101");
    }

    @Test
    void one_changed_byte_in_any_object_is_noticed_wherever_it_is() throws IOException {
        for (Backups each : List.of(backups, in().key(KEY).build())) {
            Backup full = each.create(home, BackupKind.FULL);
            Homes.append(
                    home,
                    Homes.numbers(home).size() + 1L,
                    0,
                    Homes.numbers(home).size() + 2L);
            Backup backup = each.create(home, BackupKind.INCREMENTAL);
            assertThat(backup.needs()).contains(full.id());
            assertThat(each.verify(backup).isWhole()).isTrue();
            for (Backup of : List.of(full, backup)) {
                for (String object : List.of(of.archive().name(), of.manifest().name(), Descriptions.name(of.id()))) {
                    Path file = place.resolve(object);
                    byte[] content = Files.readAllBytes(file);
                    int step = Math.max(1, content.length / 60);
                    for (int at = 0; at < content.length; at += step) {
                        byte[] flipped = content.clone();
                        flipped[at] = (byte) (flipped[at] ^ 1 << at % 8);
                        Files.write(file, flipped);
                        assertThat(each.verify(backup).isWhole())
                                .as("%s of %s, byte %d of %d", object, backup.kind(), at, content.length)
                                .isFalse();
                    }
                    for (byte[] other : List.of(
                            Arrays.copyOf(content, content.length - 1), Arrays.copyOf(content, content.length + 1))) {
                        Files.write(file, other);
                        assertThat(each.verify(backup).isWhole()).as(object).isFalse();
                    }
                    Files.write(file, content);
                }
            }
            assertThat(each.verify(backup).isWhole()).isTrue();
        }
    }

    @Test
    void a_damaged_backup_is_not_restored_and_the_home_stays_as_it_is() throws IOException {
        Backup backup = backups.create(home, BackupKind.FULL);
        Path archive = place.resolve(backup.archive().name());
        byte[] content = Files.readAllBytes(archive);
        content[content.length / 2] ^= 1;
        Files.write(archive, content);
        Map<String, List<Byte>> before = Homes.content(folder);

        refused("backup.damaged", () -> backups.restore(backup, home, RestoreMode.IN_PLACE));

        assertThat(Homes.content(folder)).isEqualTo(before);
    }

    @Test
    void an_incremental_backup_without_its_parent_says_what_is_missing() throws IOException {
        Backup full = backups.create(home, BackupKind.FULL);
        Backup later = backups.create(home, BackupKind.INCREMENTAL);
        Files.delete(place.resolve(Descriptions.name(full.id())));

        refused("backup.missing-parent", () -> backups.restore(later, folder.resolve("r"), RestoreMode.NEW_PLACE));
        assertThat(backups.verify(later).problems()).singleElement().asString().contains(full.id());
    }

    @Test
    void backups_within_the_home_are_refused() {
        Backups inside = Backups.in(DirectoryTarget.at(home.resolve("copies")))
                .clock(clock)
                .build();

        refused("backup.inside-home", () -> inside.create(home, BackupKind.FULL));
    }

    @Test
    void a_name_that_could_not_be_restored_everywhere_is_refused_when_it_is_backed_up() throws IOException {
        Files.writeString(home.resolve("Notes"), "");
        Files.writeString(home.resolve("notes"), "");

        refused("backup.bad-name", () -> backups.create(home, BackupKind.FULL));
        assertThat(backups.list()).isEmpty();
    }

    @Test
    void two_at_the_same_time_are_refused() throws IOException {
        try (BackupTarget.Claim other = DirectoryTarget.at(place).claim()) {
            assertThat(other).isNotNull();
            refused("backup.cannot-put", () -> backups.create(home, BackupKind.FULL));
        }
        assertThat(backups.create(home, BackupKind.FULL).number()).isEqualTo(1);
    }

    @Test
    void a_drill_restores_reads_and_counts_and_leaves_nothing_behind() throws IOException {
        Backup backup = backups.create(home, BackupKind.FULL);
        Path scratch = folder.resolve("scratch");

        DrillReport report = backups.drill(backup, scratch);

        assertThat(report.problems()).isEmpty();
        assertThat(report.rows()).isEqualTo(30);
        assertThat(report.logRows()).isEqualTo(10);
        assertThat(report.partitions()).isEqualTo(3);
        assertThat(scratch).isEmptyDirectory();
        assertThat(backups.drills()).containsExactly(report);
        assertThat(backups.lastPassedDrill()).contains(report);
        assertThat(backups.drill(backup, scratch)).isEqualTo(report);
        assertThat(backups.drills()).containsExactly(report, report);
    }

    @Test
    void a_drill_of_a_damaged_backup_fails_and_is_remembered() throws IOException {
        Backup backup = backups.create(home, BackupKind.FULL);
        Files.write(place.resolve(backup.archive().name()), new byte[100]);

        DrillReport report = backups.drill(backup, folder.resolve("scratch"));

        assertThat(report.isPassed()).isFalse();
        assertThat(backups.drills()).containsExactly(report);
        assertThat(backups.lastPassedDrill()).isEmpty();
    }

    @Test
    void pruning_deletes_what_was_agreed_and_what_was_never_finished() throws IOException {
        Backup old = backups.create(home, BackupKind.FULL);
        backups.drill(old, folder.resolve("scratch"));
        Files.writeString(place.resolve("20260101t000000z-00000000.tar.zst"), "never finished");
        Instant start = clock.now;
        clock.now = start.plus(Duration.ofDays(40));
        Backup second = backups.create(home, BackupKind.FULL);
        clock.now = start.plus(Duration.ofDays(41));
        Backup third = backups.create(home, BackupKind.INCREMENTAL);
        PrunePlan plan = backups.plan(BackupRetention.standard());
        assertThat(plan.go().stream().map(item -> item.backup().id())).containsExactly(old.id());

        backups.prune(BackupRetention.standard(), plan);

        assertThat(backups.list()).containsExactly(second, third);
        assertThat(DirectoryTarget.at(place).names()).hasSize(6).allMatch(name -> !name.startsWith(old.id()));
        assertThat(backups.verify(third).isWhole()).isTrue();
    }
}
