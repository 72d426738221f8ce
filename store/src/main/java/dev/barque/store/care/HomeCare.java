package dev.barque.store.care;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.io.FileAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The parts of a home that need looking after. Looking changes nothing and needs no lock; each change is made as the one writer of what
 * it changes, and throws {@code store.locked} (or {@code l1.locked}) while another has it. Immutable and safe to share.
 */
public final class HomeCare {
    private final Path home;
    private final FileAccess files;

    private HomeCare(Path home, FileAccess files) {
        this.home = home;
        this.files = files;
    }

    /** Of an existing home; throws {@code store.cannot-open}. */
    public static HomeCare of(Path home, FileAccess files) {
        Path whole = home.toAbsolutePath().normalize();
        if (!Files.isDirectory(whole)) {
            throw StoreErrors.cannotOpen(whole, Files.exists(whole) ? "it is a file" : "it does not exist", null);
        }
        return new HomeCare(whole, Objects.requireNonNull(files, "files"));
    }

    /** The dates of feature rows. */
    public FeatureDates featureDates() {
        return new FeatureDates(home, files);
    }

    /** The files of bars. */
    public BarFiles barFiles() {
        return new BarFiles(home, files);
    }

    /** What lies in quarantine. */
    public QuarantineCases quarantine() {
        return new QuarantineCases(home, files);
    }

    /** What killed writers left. */
    public Leftovers leftovers() {
        return new Leftovers(home, files);
    }
}
