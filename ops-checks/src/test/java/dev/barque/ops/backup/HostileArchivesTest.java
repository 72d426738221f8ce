package dev.barque.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.barque.core.error.BarqueException;
import dev.barque.ops.Homes;
import dev.barque.ops.backup.Backup.Part;
import dev.barque.ops.backup.Manifest.Entry;
import dev.barque.ops.internal.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Archives that somebody made to do harm, with descriptions and manifests that fit them: refused before the first write. */
class HostileArchivesTest {
    private static final String ID = "20260102t030405z-0123abcd";
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final String LONG = "a".repeat(256);

    @TempDir
    Path folder;

    private interface Evil {
        void into(TarArchiveOutputStream tar) throws IOException;
    }

    private interface Packed {
        void into(OutputStream out) throws IOException;
    }

    private Path place() throws IOException {
        return Files.createDirectories(folder.resolve("place"));
    }

    private static Entry entry(String name) {
        return new Entry(name, CONTENT.length, Digests.sha256(CONTENT), ID, name);
    }

    private static void add(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content) throws IOException {
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void file(TarArchiveOutputStream tar, String name) throws IOException {
        add(tar, new TarArchiveEntry(name, true), CONTENT);
    }

    private static void special(TarArchiveOutputStream tar, String name, byte flag, String link) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, flag);
        entry.setLinkName(link);
        entry.setSize(0);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private static byte[] zstd(Packed packed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
            packed.into(zstd);
        }
        return out.toByteArray();
    }

    private static byte[] tar(Evil evil) throws IOException {
        return zstd(out -> {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
                evil.into(tar);
            }
        });
    }

    private Part put(String name, byte[] bytes) throws IOException {
        Files.write(place().resolve(name), bytes);
        SummedOutput sum = new SummedOutput(OutputStream.nullOutputStream());
        sum.write(bytes, 0, bytes.length);
        return sum.part(name);
    }

    /** A backup whose description and manifest fit, as one would make them who knows the format. */
    private Backup forge(byte[] archive, List<Entry> files) throws IOException {
        Part tar = put(ID + ".tar.zst", archive);
        Part manifest = put(ID + ".manifest.zst", zstd(new Manifest(ID, files)::write));
        long bytes = files.stream().mapToLong(Entry::bytes).sum();
        Backup backup = new Backup(
                ID,
                1,
                Instant.EPOCH,
                BackupKind.FULL,
                "/home",
                0,
                files.size(),
                bytes,
                files.size(),
                bytes,
                List.of(),
                tar,
                manifest,
                "");
        Files.write(place().resolve(Descriptions.name(ID)), Descriptions.write(backup));
        return backup;
    }

    private void isRefused(Backup backup, String because) throws IOException {
        Backups backups = Backups.in(DirectoryTarget.at(place()))
                .clock(new Homes.SetClock())
                .build();
        Path home = Files.createDirectories(folder.resolve("disk/home"));
        Files.writeString(home.resolve("canary"), "alive");
        Map<String, List<Byte>> before = Homes.content(folder);

        for (RestoreMode mode : RestoreMode.values()) {
            Path to = mode == RestoreMode.NEW_PLACE ? folder.resolve("disk/new") : home;
            assertThatThrownBy(() -> backups.restore(backup, to, mode))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isIn("backup.hostile", "backup.damaged"))
                    .hasMessageContaining(because);
        }

        assertThat(Homes.content(folder)).isEqualTo(before);
        assertThat(folder.resolve("disk").toFile().list()).containsExactly("home");
        assertThat(backups.verify(backup).isWhole()).isFalse();
    }

    @Test
    void a_forged_archive_without_harm_is_restored_so_that_the_others_are_refused_for_their_harm() throws IOException {
        Backup backup = forge(tar(tar -> file(tar, "data/a")), List.of(entry("data/a")));

        Backups.in(DirectoryTarget.at(place()))
                .clock(new Homes.SetClock())
                .build()
                .restore(backup, folder.resolve("disk/new"), RestoreMode.NEW_PLACE);

        assertThat(folder.resolve("disk/new/data/a")).hasBinaryContent(CONTENT);
    }

    @TestFactory
    List<DynamicTest> names_that_lead_elsewhere_are_refused_in_the_manifest_and_in_the_archive() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("../canary", "a part '..'");
        names.put("data/../../canary", "a part '..'");
        names.put("/etc/canary", "absolute");
        names.put("C:/canary", "absolute");
        names.put("..\\canary", "backslash");
        names.put("data//a", "a part ''");
        names.put("./a", "a part '.'");
        names.put("data/\u0001", "control character");
        names.put(LONG, "more than 255 bytes");
        names.put("a/".repeat(600) + "a", "more than 1024 bytes");
        names.put("", "empty");
        List<DynamicTest> tests = new ArrayList<>();
        names.forEach((name, because) -> {
            tests.add(DynamicTest.dynamicTest("manifest " + because, () -> {
                Backup backup = forge(tar(tar -> file(tar, "data/a")), List.of(entry(name)));
                isRefused(backup, because);
            }));
            if (!name.isEmpty()) {
                tests.add(DynamicTest.dynamicTest("archive " + because, () -> {
                    Backup backup = forge(tar(tar -> file(tar, name)), List.of(entry("data/a")));
                    isRefused(backup, name.length() > 1_000 ? "" : because);
                }));
            }
        });
        return tests;
    }

    @TestFactory
    List<DynamicTest> what_is_no_plain_file_is_refused() {
        Map<Byte, String> kinds = new LinkedHashMap<>();
        kinds.put(TarConstants.LF_SYMLINK, "a symbolic link");
        kinds.put(TarConstants.LF_LINK, "a hard link");
        kinds.put(TarConstants.LF_CHR, "a device");
        kinds.put(TarConstants.LF_BLK, "a device");
        kinds.put(TarConstants.LF_FIFO, "a FIFO");
        kinds.put(TarConstants.LF_DIR, "a directory");
        List<DynamicTest> tests = new ArrayList<>();
        kinds.forEach((flag, because) -> tests.add(DynamicTest.dynamicTest(because + " " + (char) (byte) flag, () -> {
            Backup backup = forge(
                    tar(tar -> {
                        special(tar, "data", flag, "/etc");
                        file(tar, "data/a");
                    }),
                    List.of(entry("data/a")));
            isRefused(backup, because);
        })));
        return tests;
    }

    @Test
    void names_that_are_one_where_case_does_not_count_are_refused() throws IOException {
        Backup backup = forge(
                tar(tar -> {
                    file(tar, "data/A");
                    file(tar, "data/a");
                }),
                List.of(entry("data/A"), entry("data/a")));

        isRefused(backup, "where case does not count");
    }

    @Test
    void duplicates_are_refused() throws IOException {
        isRefused(
                forge(
                        tar(tar -> {
                            file(tar, "a");
                            file(tar, "a");
                        }),
                        List.of(entry("a"), entry("a"))),
                "it is there twice");
        isRefused(
                forge(
                        tar(tar -> {
                            file(tar, "a");
                            file(tar, "a");
                        }),
                        List.of(entry("a"))),
                "of which its manifest knows nothing");
    }

    @Test
    void a_file_in_the_way_of_a_directory_is_refused() throws IOException {
        Backup backup = forge(
                tar(tar -> {
                    file(tar, "a");
                    file(tar, "a/b");
                }),
                List.of(entry("a"), entry("a/b")));

        isRefused(backup, "a file lies where its directory 'a' has to be");
    }

    @Test
    void a_size_that_lies_is_refused() throws IOException {
        byte[] more = new byte[100];
        isRefused(
                forge(tar(tar -> add(tar, new TarArchiveEntry("a"), more)), List.of(entry("a"))),
                "says to have 100 bytes");
        Entry larger = new Entry("a", 1L << 20, Digests.sha256(CONTENT), ID, "a");
        isRefused(forge(tar(tar -> file(tar, "a")), List.of(larger)), "says to have 7 bytes");
    }

    @Test
    void a_bomb_is_noticed_before_it_is_unpacked() throws IOException {
        byte[] bomb = zstd(out -> {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 256; i++) {
                out.write(zeros);
            }
        });
        assertThat(bomb.length).isLessThan(1 << 16);

        isRefused(forge(bomb, List.of(entry("a"))), "");
        isRefused(
                forge(
                        tar(tar -> {
                            // A name of 64 MiB, which a reader that believes it would hold in memory.
                            add(
                                    tar,
                                    new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME),
                                    new byte[1 << 26]);
                            file(tar, "a");
                        }),
                        List.of(entry("a"))),
                "unpacks to more bytes");
        Entry everything = new Entry("a", Long.MAX_VALUE / 2, Digests.sha256(CONTENT), ID, "a");
        Backup huge = forge(tar(tar -> file(tar, "a")), List.of(everything));
        assertThatThrownBy(() -> Backups.in(DirectoryTarget.at(place()))
                        .clock(new Homes.SetClock())
                        .build()
                        .restore(huge, folder.resolve("disk/new"), RestoreMode.NEW_PLACE))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("backup.too-large"));
        assertThat(folder.resolve("disk/new")).doesNotExist();
    }

    @Test
    void what_follows_the_end_is_refused() throws IOException {
        byte[] good = tar(tar -> file(tar, "a"));
        byte[] behindTar = zstd(out -> {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new Unclosed(out), "UTF-8")) {
                file(tar, "a");
            }
            out.write(new byte[20_000]);
            out.write(1);
        });
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(good);
        twice.write(zstd(out -> out.write(CONTENT)));

        isRefused(forge(behindTar, List.of(entry("a"))), "something follows");
        isRefused(forge(twice.toByteArray(), List.of(entry("a"))), "something follows");
    }
}
