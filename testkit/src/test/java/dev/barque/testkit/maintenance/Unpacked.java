package dev.barque.testkit.maintenance;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a log says, packed or not. */
final class Unpacked {
    private Unpacked() {}

    static String text(Path file) throws IOException {
        if (!file.toString().endsWith(".zst")) {
            return Files.readString(file);
        }
        try (InputStream in = new ZstdInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
