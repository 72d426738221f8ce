package dev.barque.ops.history;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a history: their names, in the order in which they were written, and their bytes. */
final class Segments {
    private static final Pattern NAME = Pattern.compile("health-(\\d{6,18})\\.jsonl");
    /** Larger than any segment that a history writes. */
    private static final long MOST_BYTES = 1L << 30;

    private Segments() {}

    static Path file(Path directory, long number) {
        return directory.resolve(String.format(Locale.ROOT, "health-%06d.jsonl", number));
    }

    static List<Path> in(FileAccess files, Path directory) throws IOException {
        return files.list(directory).stream()
                .filter(file -> NAME.matcher(name(file)).matches())
                .sorted((a, b) -> Long.compare(number(a), number(b)))
                .toList();
    }

    static long number(Path file) {
        Matcher matcher = NAME.matcher(name(file));
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    static byte[] read(FileAccess files, Path path) throws IOException {
        try (ReadableFile file = files.read(path)) {
            long size = file.size();
            if (size > MOST_BYTES) {
                throw new IOException(path + " has " + size + " bytes, more than any history writes");
            }
            ByteBuffer all = ByteBuffer.allocate((int) size);
            while (all.hasRemaining()) {
                if (file.read(all, all.position()) < 0) {
                    throw new EOFException(path + " became shorter while it was read");
                }
            }
            return all.array();
        }
    }

    /** How many bytes whole lines take. */
    static int endOfLastLine(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
