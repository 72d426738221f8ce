package dev.barque.ops.backup;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import dev.barque.ops.backup.Backup.Part;
import dev.barque.ops.backup.Manifest.Entry;
import dev.barque.ops.internal.Digests;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects of a backup that may be damaged or hostile. Of an archive nothing is believed but what its manifest says: it has just
 * these plain files, in this order, of these sizes, with these digests, and nothing behind them.
 */
final class ArchiveInput {
    private static final int WINDOW_LOG = 23;
    private static final int RECORD = 512;
    private static final int BUFFER = 1 << 18;
    /** What a header with a long name takes, generously: more before a file is no header of ours. */
    private static final long MOST_OF_HEADER = 1 << 16;

    /** Of a manifest that says so many files: two names of the length that is allowed, a digest, an id; of a small one, a megabyte. */
    private static final long MOST_OF_ENTRY = 5_000;

    private static final long LEAST_BOUND = 1L << 20;
    private static final long LEAST_OF_HELD_ENTRY = 300;

    private ArchiveInput() {}

    /** Where files go. */
    @FunctionalInterface
    interface Files {
        /** Takes the bytes of one, or none if null; is closed behind the last byte, before anybody knows whether they are right. */
        @Nullable
        OutputStream open(Entry entry) throws IOException;
    }

    private interface Use<T> {
        T of(InputStream unpacked) throws IOException;
    }

    static Manifest manifest(BackupTarget target, Backup backup, @Nullable BackupKey key) throws IOException {
        Manifest manifest = unpacked(target, backup.manifest(), key, unpacked -> {
            // What was made can be read: the bound goes with the files that the description says, as far as memory
            // could hold them.
            long held = Math.min(backup.files(), Runtime.getRuntime().maxMemory() / LEAST_OF_HELD_ENTRY);
            long most = LEAST_BOUND + held * MOST_OF_ENTRY;
            try (InputStream bounded = new BoundedInput(new NotClosed(unpacked), most)) {
                return Manifest.read(bounded);
            }
        });
        long own = 0;
        long ownBytes = 0;
        long bytes = 0;
        for (Entry entry : manifest.entries()) {
            bytes = Math.addExact(bytes, entry.bytes());
            if (entry.in().equals(backup.id())) {
                own++;
                ownBytes += entry.bytes();
            } else if (!backup.needs().contains(entry.in())) {
                throw BackupDamage.hostile(
                        "it takes files from " + entry.in() + ", which the backup does not say to need");
            }
        }
        if (!manifest.id().equals(backup.id())
                || manifest.entries().size() != backup.files()
                || bytes != backup.bytes()
                || own != backup.storedFiles()
                || ownBytes != backup.storedBytes()) {
            throw new BackupDamage("it is not the manifest that the backup's description tells of");
        }
        return manifest;
    }

    /** Reads a whole archive; files are those that its own manifest says to lie in it, by their order there. */
    static void archive(
            BackupTarget target,
            Backup backup,
            List<Entry> own,
            @Nullable BackupKey key,
            Files files,
            Progress progress)
            throws IOException {
        unpacked(target, backup.archive(), key, unpacked -> {
            members(unpacked, own, files, progress);
            return "";
        });
    }

    private static <T> T unpacked(BackupTarget target, Part part, @Nullable BackupKey key, Use<T> use)
            throws IOException {
        try (SummedInput summed = new SummedInput(target.get(part.name()), part)) {
            T result;
            InputStream opened = key == null ? summed : new OpenedInput(summed, key, part.name());
            try (ZstdInputStream unpacked = new ZstdInputStream(new NotClosed(opened))) {
                unpacked.setLongMax(WINDOW_LOG);
                result = use.of(unpacked);
                if (unpacked.read() >= 0) {
                    throw BackupDamage.hostile("something follows its end");
                }
            } catch (ZstdIOException e) {
                throw new BackupDamage("it cannot be unpacked: " + e.getMessage());
            } catch (EOFException e) {
                throw new BackupDamage("it ends too early");
            }
            // Also what zstd never asked for: every byte that was put has to be there, and no other.
            while (opened.read() >= 0) {
                throw BackupDamage.hostile("something follows its end");
            }
            summed.finish();
            return result;
        }
    }

    private static void members(InputStream unpacked, List<Entry> own, Files files, Progress progress)
            throws IOException {
        BoundedInput bounded = new BoundedInput(new NotClosed(unpacked), MOST_OF_HEADER);
        // In blocks of one record: of larger ones the rest behind the end would be skipped unseen.
        TarArchiveInputStream tar = new TarArchiveInputStream(bounded, RECORD, RECORD, StandardCharsets.UTF_8.name());
        byte[] buffer = new byte[BUFFER];
        for (Entry expected : own) {
            bounded.allow(MOST_OF_HEADER);
            check(next(tar), expected);
            // Up to the end of the block that its last byte is in.
            bounded.allow(expected.bytes() + MOST_OF_HEADER);
            copy(tar, expected, files, buffer, progress);
        }
        bounded.allow(MOST_OF_HEADER);
        TarArchiveEntry more = next(tar);
        if (more != null) {
            throw BackupDamage.hostile(
                    "it has '" + Manifest.shown(more.getName()) + "', of which its manifest knows nothing");
        }
        bounded.allow(MOST_OF_HEADER);
        for (int rest = bounded.read(buffer, 0, buffer.length);
                rest >= 0;
                rest = bounded.read(buffer, 0, buffer.length)) {
            for (int i = 0; i < rest; i++) {
                if (buffer[i] != 0) {
                    throw BackupDamage.hostile("something follows its last file");
                }
            }
        }
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
        try {
            return tar.getNextEntry();
        } catch (BackupDamage | ZstdIOException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new BackupDamage("it is no tar archive at one place: " + e.getMessage());
        }
    }

    private static void check(@Nullable TarArchiveEntry found, Entry expected) throws BackupDamage {
        if (found == null) {
            throw new BackupDamage("the file '" + Manifest.shown(expected.member()) + "' is missing in it");
        }
        String name = Manifest.shown(found.getName());
        if (found.getLinkFlag() != TarConstants.LF_NORMAL || found.isSparse() || !found.isFile()) {
            throw BackupDamage.hostile("'" + name + "' is " + kind(found) + ", and a backup has plain files only");
        }
        String problem = MemberNames.problem(found.getName());
        if (!problem.isEmpty()) {
            throw BackupDamage.hostile("of the name '" + name + "': " + problem);
        }
        if (!found.getName().equals(expected.member())) {
            throw BackupDamage.hostile(
                    "it has '" + name + "' where its manifest says '" + Manifest.shown(expected.member()) + "'");
        }
        if (found.getSize() != expected.bytes()) {
            throw BackupDamage.hostile(
                    "'" + name + "' says to have " + found.getSize() + " bytes, and its manifest " + expected.bytes());
        }
    }

    private static String kind(TarArchiveEntry entry) {
        return entry.isSymbolicLink()
                ? "a symbolic link"
                : entry.isLink()
                        ? "a hard link"
                        : entry.isDirectory()
                                ? "a directory"
                                : entry.isFIFO()
                                        ? "a FIFO"
                                        : entry.isCharacterDevice() || entry.isBlockDevice()
                                                ? "a device"
                                                : "of a special kind";
    }

    private static void copy(TarArchiveInputStream tar, Entry expected, Files files, byte[] buffer, Progress progress)
            throws IOException {
        MessageDigest digest = Digests.sha256();
        try (OutputStream out = files.open(expected)) {
            for (long left = expected.bytes(); left > 0; ) {
                int read = tar.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new BackupDamage("'" + Manifest.shown(expected.member()) + "' ends too early");
                }
                digest.update(buffer, 0, read);
                if (out != null) {
                    out.write(buffer, 0, read);
                }
                left -= read;
                progress.add(read);
            }
        }
        String found = Digests.hex(digest.digest());
        if (!found.equals(expected.sha256())) {
            throw new BackupDamage("'" + Manifest.shown(expected.member()) + "' has the SHA-256 " + found + " and had "
                    + expected.sha256());
        }
    }

    /** Closing it closes nothing: whoever opened a stream closes it. */
    private static final class NotClosed extends FilterInputStream {
        NotClosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // Not ours.
        }
    }
}
