package dev.barque.backtest.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file aside and puts it in place when it is whole, so that no reader ever opens half a report. */
final class TextFiles {
    private TextFiles() {}

    static void replace(Path target, CharSequence text) {
        Path absolute = target.toAbsolutePath();
        Path aside = absolute.resolveSibling("." + absolute.getFileName() + ".writing");
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try {
                Files.writeString(aside, text, StandardCharsets.UTF_8);
                move(aside, absolute);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw ReportErrors.unwritable(target, e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
