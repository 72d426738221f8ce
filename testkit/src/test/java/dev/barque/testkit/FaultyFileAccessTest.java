package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultyFileAccessTest {
    private static final int SEEDS = 200;

    @TempDir
    private Path root;

    @Test
    void what_was_not_synced_may_vanish_wholly_or_in_part_and_may_be_there() throws IOException {
        byte[] written = new byte[1_300];
        Arrays.fill(written, (byte) 'x');
        Set<String> ends = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Path home = home(seed);
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            disk.open(home.resolve("log")).close();
            disk.syncDirectory(home);
            write(disk, home.resolve("log"), 0, written);
            disk.crash();

            byte[] found = Files.readAllBytes(home.resolve("log"));
            ends.add(found.length == 0 ? "nothing" : Arrays.equals(found, written) ? "all" : "part");
        }
        assertThat(ends).containsExactly("all", "nothing", "part");
    }

    @Test
    void what_was_synced_never_vanishes() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Path home = home(seed);
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            disk.createDirectories(home.resolve("a/b"));
            disk.syncDirectory(home);
            disk.syncDirectory(home.resolve("a"));
            put(disk, home.resolve("a/b/file"), "kept");
            disk.syncDirectory(home.resolve("a/b"));
            write(disk, home.resolve("a/b/file"), 4, bytes(" or not"));
            disk.crash();

            assertThat(Files.readString(home.resolve("a/b/file"), StandardCharsets.ISO_8859_1))
                    .as("seed %d", seed)
                    .startsWith("kept");
        }
    }

    @Test
    void sync_of_a_file_does_not_keep_its_name_and_sync_of_a_directory_does_not_keep_content() throws IOException {
        int nameless = 0;
        int empty = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Path home = home(seed);
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            put(disk, home.resolve("synced"), "content");
            disk.crash();
            nameless += Files.exists(home.resolve("synced")) ? 0 : 1;

            write(disk, home.resolve("named"), 0, bytes("content"));
            disk.syncDirectory(home);
            disk.crash();
            empty += Files.size(home.resolve("named")) == 0 ? 1 : 0;
        }
        assertThat(nameless).isBetween(1, SEEDS - 1);
        assertThat(empty).isBetween(1, SEEDS - 1);
    }

    @Test
    void a_file_needs_all_directories_above_it() throws IOException {
        int gone = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Path home = home(seed);
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            disk.createDirectories(home.resolve("a/b"));
            disk.syncDirectory(home.resolve("a"));
            put(disk, home.resolve("a/b/file"), "content");
            disk.syncDirectory(home.resolve("a/b"));
            disk.crash();
            gone += Files.exists(home.resolve("a")) ? 0 : 1;
        }
        assertThat(gone).isBetween(1, SEEDS - 1);
    }

    @Test
    void a_rename_may_vanish_until_the_directory_is_synced_and_is_never_half_done() throws IOException {
        Set<String> unsynced = new TreeSet<>();
        Set<String> synced = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Path home = home(seed);
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            put(disk, home.resolve("target"), "old");
            put(disk, home.resolve("aside"), "new");
            disk.syncDirectory(home);
            disk.rename(home.resolve("aside"), home.resolve("target"));
            disk.crash();
            unsynced.add(Files.readString(home.resolve("target")) + Files.exists(home.resolve("aside")));

            put(disk, home.resolve("aside"), "newer");
            disk.rename(home.resolve("aside"), home.resolve("target"));
            disk.syncDirectory(home);
            disk.crash();
            synced.add(Files.readString(home.resolve("target")) + Files.exists(home.resolve("aside")));
        }
        assertThat(unsynced).containsExactly("newfalse", "oldtrue");
        assertThat(synced).containsExactly("newerfalse");
    }

    @Test
    void a_deletion_may_come_undone_until_the_directory_is_synced() throws IOException {
        int back = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Path home = home(seed);
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            put(disk, home.resolve("a"), "a");
            put(disk, home.resolve("b"), "b");
            disk.syncDirectory(home);
            disk.delete(home.resolve("a"));
            disk.syncDirectory(home);
            disk.delete(home.resolve("b"));
            disk.crash();
            assertThat(home.resolve("a")).doesNotExist();
            back += Files.exists(home.resolve("b")) ? 1 : 0;
        }
        assertThat(back).isBetween(1, SEEDS - 1);
    }

    @Test
    void a_deletion_may_be_there_without_the_rename_before_it() throws IOException {
        Set<String> ends = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Path home = home(seed);
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            put(disk, home.resolve("target"), "old");
            put(disk, home.resolve("aside"), "new");
            disk.syncDirectory(home);
            disk.rename(home.resolve("aside"), home.resolve("target"));
            disk.delete(home.resolve("target"));
            disk.crash();
            Path target = home.resolve("target");
            ends.add((Files.exists(target) ? Files.readString(target) : "gone") + " "
                    + Files.exists(home.resolve("aside")));
        }
        assertThat(ends).containsExactly("gone false", "gone true", "new false", "old true");
    }

    @Test
    void order_is_not_kept_between_files() throws IOException {
        int laterOnly = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Path home = home(seed);
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            disk.open(home.resolve("first")).close();
            disk.open(home.resolve("second")).close();
            disk.syncDirectory(home);
            write(disk, home.resolve("first"), 0, bytes("1"));
            write(disk, home.resolve("second"), 0, bytes("2"));
            disk.crash();
            laterOnly += Files.size(home.resolve("first")) == 0 && Files.size(home.resolve("second")) == 1 ? 1 : 0;
        }
        assertThat(laterOnly).isPositive();
    }

    @Test
    void a_cut_may_come_undone_until_it_is_synced() throws IOException {
        int back = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Path home = home(seed);
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            put(disk, home.resolve("log"), "0123456789");
            disk.syncDirectory(home);
            try (WritableFile file = disk.open(home.resolve("log"))) {
                file.truncate(4);
                file.sync();
                file.truncate(2);
                file.truncate(8);
            }
            disk.crash();
            String found = Files.readString(home.resolve("log"));
            assertThat(found).isIn("0123", "01");
            back += found.length() == 4 ? 1 : 0;
        }
        assertThat(back).isBetween(1, SEEDS - 1);
    }

    @Test
    void a_sync_that_failed_cannot_be_made_good_by_another() throws IOException {
        int lost = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Path home = home(seed);
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            try (WritableFile file = disk.open(home.resolve("log"))) {
                disk.syncDirectory(home);
                file.write(ByteBuffer.wrap(bytes("acknowledged?")), 0);
                disk.inject(FileFault.once(FileFault.Failure.IO_ERROR, FileCall.SYNC));
                assertThatThrownBy(file::sync)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("Input/output error");
                file.sync();
            }
            assertThat(Files.readString(home.resolve("log"))).isEqualTo("acknowledged?");
            disk.crash();
            lost += Files.readString(home.resolve("log"), StandardCharsets.ISO_8859_1)
                            .equals("acknowledged?")
                    ? 0
                    : 1;
        }
        assertThat(lost).isBetween(1, SEEDS - 1);
    }

    @Test
    void the_death_of_a_process_loses_nothing_that_was_written() throws IOException {
        FaultyFileAccess disk = FaultyFileAccess.at(root, 1);
        WritableFile file = disk.open(root.resolve("log"));
        file.write(ByteBuffer.wrap(bytes("written")), 0);
        disk.kill();

        assertThat(Files.readString(root.resolve("log"))).isEqualTo("written");
        assertThatThrownBy(file::sync).isInstanceOf(MachineStoppedException.class);
    }

    @Test
    void a_machine_that_stopped_does_nothing_until_it_is_started() throws IOException {
        Set<String> done = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Path home = home(seed);
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            disk.stopAtChange(2);
            WritableFile file = disk.open(home.resolve("log"));
            assertThatThrownBy(() -> file.write(ByteBuffer.wrap(bytes("ab")), 0))
                    .isInstanceOf(MachineStoppedException.class);
            assertThat(disk.isStopped()).isTrue();
            assertThatThrownBy(file::size).isInstanceOf(MachineStoppedException.class);
            assertThatThrownBy(() -> disk.delete(home.resolve("log"))).isInstanceOf(MachineStoppedException.class);
            disk.kill();
            done.add(Files.readString(home.resolve("log")));
            disk.delete(home.resolve("log"));
        }
        assertThat(done).containsExactly("", "a", "ab");
    }

    @Test
    void calls_fail_when_they_are_told_to_once_or_for_ever() throws IOException {
        FaultyFileAccess disk = FaultyFileAccess.at(root, 1);
        disk.inject(FileFault.once(FileFault.Failure.TOO_MANY_OPEN_FILES, FileCall.OPEN)
                .from(2));
        disk.open(root.resolve("a")).close();
        assertThatThrownBy(() -> disk.open(root.resolve("b"))).hasMessageContaining("Too many open files");
        disk.open(root.resolve("b")).close();

        disk.inject(FileFault.always(FileFault.Failure.READ_ONLY));
        assertThatThrownBy(() -> disk.list(root)).hasMessageContaining("Read-only file system");
        assertThatThrownBy(() -> disk.delete(root.resolve("a"))).hasMessageContaining("Read-only file system");
        disk.heal();
        disk.delete(root.resolve("a"));
        assertThat(disk.list(root)).containsExactly(root.resolve("b"));
        assertThat(disk.count(FileCall.OPEN)).isEqualTo(3);
        assertThat(disk.changes()).isEqualTo(5);
    }

    @Test
    void a_full_disk_takes_what_fits_and_a_short_write_a_part() throws IOException {
        FaultyFileAccess disk = FaultyFileAccess.at(root, 1);
        disk.spaceLeft(10);
        write(disk, root.resolve("a"), 0, bytes("0123456"));
        assertThatThrownBy(() -> write(disk, root.resolve("a"), 7, bytes("789abc")))
                .hasMessageContaining("No space left on device");
        assertThat(Files.size(root.resolve("a"))).isBetween(7L, 10L);
        disk.heal();
        write(disk, root.resolve("a"), 7, bytes("789abc"));

        disk.inject(FileFault.once(FileFault.Failure.SHORT_WRITE, FileCall.WRITE));
        assertThatThrownBy(() -> write(disk, root.resolve("b"), 0, bytes("0123456")))
                .isInstanceOf(IOException.class);
        assertThat(Files.size(root.resolve("b"))).isBetween(1L, 6L);
    }

    @Test
    void what_went_past_it_counts_as_not_synced() throws IOException {
        int lost = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Path home = home(seed);
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            Files.writeString(home.resolve("aside"), "content");
            disk.rename(home.resolve("aside"), home.resolve("target"));
            disk.syncDirectory(home);
            disk.crash();
            lost += Files.size(home.resolve("target")) == 0 ? 1 : 0;
        }
        assertThat(lost).isBetween(1, SEEDS - 1);
    }

    @Test
    void the_same_seed_gives_the_same_wreck_and_paths_elsewhere_are_refused() throws IOException {
        byte[][] found = new byte[2][];
        for (int i = 0; i < 2; i++) {
            Path home = home(i);
            FaultyFileAccess disk = FaultyFileAccess.at(home, 42);
            write(disk, home.resolve("log"), 0, new byte[100_000]);
            write(disk, home.resolve("log"), 50, bytes("x".repeat(99_000)));
            disk.syncDirectory(home);
            disk.crash();
            found[i] = Files.readAllBytes(home.resolve("log"));
        }
        assertThat(found[0]).isEqualTo(found[1]);
        FileAccess disk = FaultyFileAccess.at(home(0), 1);
        assertThatThrownBy(() -> disk.open(root.resolve("elsewhere"))).isInstanceOf(IllegalArgumentException.class);
    }

    private Path home(int number) throws IOException {
        return Files.createDirectories(root.resolve("home" + number));
    }

    private static void put(FileAccess disk, Path file, String content) throws IOException {
        try (WritableFile out = disk.create(file)) {
            out.write(ByteBuffer.wrap(bytes(content)), 0);
            out.sync();
        }
    }

    private static void write(FileAccess disk, Path file, long position, byte[] content) throws IOException {
        try (WritableFile out = disk.open(file)) {
            out.write(ByteBuffer.wrap(content), position);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
