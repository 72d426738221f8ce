package dev.barque.cli.internal.work;

import dev.barque.cli.internal.CliErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** SHA-256 of the bytes of a home that replays read: bars and feature rows up to a date, and the log of rows that are not sealed. */
public final class HomeDigest {
    private HomeDigest() {}

    /** Up to a date, since a profile that learns reads all of them. */
    public static String upTo(Path home, LocalDate last) {
        Sha256 digest = new Sha256();
        try {
            add(digest, home, "data_l1", name -> before(name, "l1_", last));
            add(digest, home, "data", name -> before(name, "date=", last));
            add(digest, home, "log", name -> true);
        } catch (IOException e) {
            throw CliErrors.cannotUseJournal(home, e);
        }
        return digest.hex();
    }

    private static void add(Sha256 digest, Path home, String folder, Predicate<String> wanted) throws IOException {
        Path root = home.resolve(folder);
        if (!Files.isDirectory(root)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> wanted.test(root.relativize(file).getName(0).toString()))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            digest.text(home.relativize(file) + "\n" + Files.size(file) + "\n").file(file);
        }
    }

    private static boolean before(String name, String prefix, LocalDate last) {
        return name.startsWith(prefix)
                && name.length() >= prefix.length() + 10
                && name.substring(prefix.length(), prefix.length() + 10).compareTo(last.toString()) <= 0;
    }
}
