package dev.barque.cli.internal.work;

import dev.barque.cli.internal.CliErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces a page as a whole, so that a browser that loads it again and again never sees half of one. */
public final class PageFile {
    private PageFile() {}

    /** Writes it as UTF-8; missing folders are made. */
    public static void replace(Path target, String page) {
        Path absolute = target.toAbsolutePath();
        Path aside = absolute.resolveSibling("." + absolute.getFileName() + ".writing");
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try {
                Files.writeString(aside, page);
                Files.move(aside, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw CliErrors.cannotWrite(target, e);
        }
    }
}
