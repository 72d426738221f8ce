package dev.barque.profiles.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a file that people write. */
public final class YamlFile {
    private static final long MOST_BYTES = 1 << 20;

    private YamlFile() {}

    /** All of it; throws {@code profiles.cannot-read}. The kind is what messages call it, such as profile. */
    public static String read(String kind, Path file) {
        try {
            long bytes = Files.size(file);
            if (bytes > MOST_BYTES) {
                throw ProfileErrors.tooLarge(kind, file, bytes, MOST_BYTES);
            }
            return decoded(Files.readAllBytes(file));
        } catch (IOException e) {
            throw ProfileErrors.cannotRead(kind, file, e);
        }
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
