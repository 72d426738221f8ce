package dev.barque.backtest.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file aside and puts it in place when it is whole, so that no reader ever opens half a report. */
final class TextFiles {
    private TextFiles() {}

    /** Writes a text as it comes about; one that is open is closed by who opened it. */
    @FunctionalInterface
    interface Content {
        void writeTo(Writer to) throws IOException;
    }

    static void replace(Path target, CharSequence text) {
        replace(target, to -> to.append(text));
    }

    static void replace(Path target, Content content) {
        Path absolute = target.toAbsolutePath();
        Path aside = absolute.resolveSibling("." + absolute.getFileName() + ".writing");
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try {
                try (Writer to = Files.newBufferedWriter(aside, StandardCharsets.UTF_8)) {
                    content.writeTo(to);
                }
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
