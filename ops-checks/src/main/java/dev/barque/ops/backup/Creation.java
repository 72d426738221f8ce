package dev.barque.ops.backup;

import dev.barque.ops.backup.Backup.Part;
import dev.barque.ops.backup.Manifest.Entry;
import dev.barque.ops.internal.Digests;
import dev.barque.store.HomeSnapshot;
import dev.barque.store.HomeSnapshot.HeldFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes one backup, in a claimed target. The description is put last: before that there is no backup. */
final class Creation {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmss'z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final BackupTarget target;
    private final FileAccess files;
    private final @Nullable BackupKey key;
    private final int threads;
    private final BackupListener listener;
    private final ByteBuffer buffer = HeldStream.buffer();

    Creation(BackupTarget target, FileAccess files, @Nullable BackupKey key, int threads, BackupListener listener) {
        this.target = target;
        this.files = files;
        this.key = key;
        this.threads = threads;
        this.listener = listener;
    }

    /** Where the files of a backup come from that are not in its own archive. */
    private record Parent(Map<String, Entry> byDigest) {}

    Backup make(Path home, Clock clock, Catalog catalog, @Nullable Backup before) throws IOException {
        Parent parent = before == null
                ? null
                : new Parent(ArchiveInput.manifest(target, before, key).byDigest());
        try (HomeSnapshot snapshot = HomeSnapshot.of(home, files)) {
            Instant created = clock.instant().truncatedTo(ChronoUnit.MICROS);
            requireNames(home, snapshot);
            String id =
                    STAMP.format(created) + "-" + UUID.randomUUID().toString().substring(0, 8);
            return put(home, id, catalog.nextNumber(), created, snapshot, parent);
        }
    }

    private static void requireNames(Path home, HomeSnapshot snapshot) {
        MemberNames names = new MemberNames();
        for (HeldFile file : snapshot.files()) {
            String problem = names.add(file.name());
            if (!problem.isEmpty()) {
                throw BackupErrors.badName(home, file.name(), problem);
            }
        }
    }

    private Backup put(
            Path home, String id, long number, Instant created, HomeSnapshot snapshot, @Nullable Parent parent)
            throws IOException {
        long total = snapshot.files().stream().mapToLong(HeldFile::bytes).sum();
        Progress progress = new Progress(listener, BackupListener.Step.COPYING, total);
        List<Entry> entries = new ArrayList<>();
        String sealed = key == null ? "" : ".sealed";
        Part archive = ArchiveOutput.putArchive(target, id + ".tar.zst" + sealed, key, threads, to -> {
            for (HeldFile file : snapshot.files()) {
                entries.add(add(file, id, to, parent, progress));
            }
        });
        Manifest manifest = new Manifest(id, entries);
        Part list = ArchiveOutput.put(target, id + ".manifest.zst" + sealed, key, 0, manifest::write);
        List<Entry> own = manifest.own();
        Backup backup = new Backup(
                id,
                number,
                created,
                parent == null ? BackupKind.FULL : BackupKind.INCREMENTAL,
                home.toAbsolutePath().normalize().toString(),
                snapshot.lastSequence(),
                entries.size(),
                total,
                own.size(),
                own.stream().mapToLong(Entry::bytes).sum(),
                entries.stream()
                        .map(Entry::in)
                        .filter(in -> !in.equals(id))
                        .distinct()
                        .sorted()
                        .toList(),
                archive,
                list,
                key == null ? "" : key.id());
        target.put(Descriptions.name(id), out -> out.write(Descriptions.write(backup)));
        return backup;
    }

    private Entry add(HeldFile file, String id, ArchiveOutput to, @Nullable Parent parent, Progress progress)
            throws IOException {
        if (parent != null) {
            String digest = digest(file);
            Entry known = parent.byDigest.get(digest);
            if (known != null) {
                progress.add(file.bytes());
                return new Entry(file.name(), file.bytes(), digest, known.in(), known.member());
            }
        }
        try (InputStream content = new HeldStream(files.read(file.path()), buffer)) {
            String digest = to.add(file.name(), file.bytes(), content, progress);
            return new Entry(file.name(), file.bytes(), digest, id, file.name());
        }
    }

    private String digest(HeldFile file) throws IOException {
        try (InputStream content = new HeldStream(files.read(file.path()), buffer)) {
            return digest(content, file.bytes(), file.name());
        }
    }

    static String digest(InputStream content, long bytes, String name) throws IOException {
        MessageDigest digest = Digests.sha256();
        byte[] buffer = new byte[1 << 18];
        for (long left = bytes; left > 0; ) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException(name + " became shorter while it was read");
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        return Digests.hex(digest.digest());
    }
}
