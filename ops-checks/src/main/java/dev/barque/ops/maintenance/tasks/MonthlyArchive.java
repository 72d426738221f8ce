package dev.barque.ops.maintenance.tasks;

import com.github.luben.zstd.ZstdInputStream;
import dev.barque.ops.internal.Digests;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The archives of a month in one file: their frames one after the other, which unpack to their contents one after the other (RFC 8878,
 * section 3), behind a skippable frame (section 3.1.2) that says which archives they were. So a process that died before it
 * deleted the archives is told from one that never merged them.
 */
final class MonthlyArchive {
    private static final int SKIPPABLE = 0x184D2A50;
    private static final int MOST_NAMES = 1 << 20;

    private MonthlyArchive() {}

    /** Writes the archives of a month into one, and compares what both unpack to before anybody sees it. */
    static void merge(FileAccess files, Path merged, List<Path> parts) throws IOException {
        StringBuilder names = new StringBuilder();
        for (Path part : parts) {
            names.append(sha256(files, part))
                    .append(' ')
                    .append(part.getFileName())
                    .append('\n');
        }
        byte[] listed = names.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer head = ByteBuffer.allocate(8 + listed.length).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(SKIPPABLE).putInt(listed.length).put(listed);
        Path staged = FileStreams.stage(files, merged, out -> {
            out.write(head.array());
            for (Path part : parts) {
                try (InputStream in = FileStreams.read(files, part)) {
                    in.transferTo(out);
                }
            }
        });
        try {
            requireSame(files, staged, merged, parts);
        } catch (IOException | RuntimeException e) {
            FileStreams.discard(files, staged, e);
            throw e;
        }
        FileStreams.publish(files, staged, merged);
    }

    /** The digests of the archives that a merged one holds, by their names; none when it does not say so. */
    static Map<String, String> parts(FileAccess files, Path merged) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        try (InputStream in = FileStreams.read(files, merged)) {
            ByteBuffer head = ByteBuffer.wrap(in.readNBytes(8)).order(ByteOrder.LITTLE_ENDIAN);
            if (head.remaining() < 8 || head.getInt() != SKIPPABLE) {
                return parts;
            }
            int length = head.getInt();
            if (length < 0 || length > MOST_NAMES) {
                return parts;
            }
            for (String line : new String(in.readNBytes(length), StandardCharsets.UTF_8).split("\n", -1)) {
                int blank = line.indexOf(' ');
                if (blank > 0) {
                    parts.put(line.substring(blank + 1), line.substring(0, blank));
                }
            }
            return parts;
        }
    }

    static String sha256(FileAccess files, Path file) throws IOException {
        try (InputStream in = FileStreams.read(files, file)) {
            return Digests.sha256(in);
        }
    }

    private static void requireSame(FileAccess files, Path staged, Path merged, List<Path> parts) throws IOException {
        String found;
        try (InputStream in = new ZstdInputStream(FileStreams.read(files, staged))) {
            found = Digests.sha256(in);
        }
        InputStream all = InputStream.nullInputStream();
        for (Path part : parts) {
            all = new SequenceInputStream(
                    Collections.enumeration(List.of(all, new ZstdInputStream(FileStreams.read(files, part)))));
        }
        String expected;
        try (InputStream in = all) {
            expected = Digests.sha256(in);
        }
        if (!found.equals(expected)) {
            throw TaskErrors.notTheSame(staged, merged);
        }
    }
}
