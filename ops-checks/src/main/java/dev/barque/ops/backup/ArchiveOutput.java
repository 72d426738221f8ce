package dev.barque.ops.backup;

import com.github.luben.zstd.ZstdOutputStream;
import dev.barque.ops.backup.Backup.Part;
import dev.barque.ops.backup.BackupTarget.Content;
import dev.barque.ops.internal.Digests;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects of a backup: packed by zstd, encrypted if there is a key, summed. An archive is a tar of plain files that
 * {@code tar --zstd -xf} unpacks, with fixed times and rights, so that the same files give the same bytes.
 */
final class ArchiveOutput implements AutoCloseable {
    static final int LEVEL = 1;

    private static final int BUFFER = 1 << 18;
    private static final int MODE = 0100644;

    private final TarArchiveOutputStream tar;
    private final byte[] buffer = new byte[BUFFER];

    private ArchiveOutput(OutputStream out) {
        tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /** Fills an archive. */
    @FunctionalInterface
    interface Members {
        void into(ArchiveOutput archive) throws IOException;
    }

    static Part putArchive(BackupTarget target, String name, @Nullable BackupKey key, int threads, Members members)
            throws IOException {
        return put(target, name, key, threads, packed -> {
            try (ArchiveOutput archive = new ArchiveOutput(new BufferedOutputStream(new Unclosed(packed), BUFFER))) {
                members.into(archive);
            }
        });
    }

    /** Puts an object and says how many bytes it has and their sum. */
    static Part put(BackupTarget target, String name, @Nullable BackupKey key, int threads, Content content)
            throws IOException {
        Part[] part = new Part[1];
        target.put(name, out -> {
            SummedOutput summed = new SummedOutput(out);
            if (key == null) {
                pack(summed, threads, content);
            } else {
                SealedOutput sealed = new SealedOutput(summed, key, name);
                pack(sealed, threads, content);
                sealed.close();
            }
            part[0] = summed.part(name);
        });
        return part[0];
    }

    private static void pack(OutputStream out, int threads, Content content) throws IOException {
        try (ZstdOutputStream packed = new ZstdOutputStream(new Unclosed(out), LEVEL)) {
            packed.setChecksum(true);
            if (threads > 0) {
                packed.setWorkers(threads);
            }
            content.writeTo(packed);
        }
    }

    /** Adds a file of just so many bytes and says their SHA-256. */
    String add(String name, long bytes, InputStream content, Progress progress) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes);
        entry.setMode(MODE);
        entry.setModTime(0);
        entry.setIds(0, 0);
        tar.putArchiveEntry(entry);
        MessageDigest digest = Digests.sha256();
        long left = bytes;
        while (left > 0) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException(name + " became shorter while it was read");
            }
            digest.update(buffer, 0, read);
            tar.write(buffer, 0, read);
            left -= read;
            progress.add(read);
        }
        tar.closeArchiveEntry();
        return Digests.hex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
