package dev.barque.store;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.verify.HomeWalk;
import dev.barque.store.io.FileAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Looks at everything in a home: each partition from its manifest to its last value, each file of bars, and what does not
 * belong there.
 *
 * <pre>{@code
 * VerifyReport report = StoreVerifier.of(home).verify();
 * if (!report.isClean()) {
 *     report.findings().forEach(System.err::println);
 * }
 * }</pre>
 *
 * <p>It changes nothing and needs no lock, so that a store may be open beside it; a file that a writer is just writing aside
 * can then be reported as a temporary that was left. Memory holds one partition at a time, however many there are. The files
 * are named in a home by {@link #verify}'s findings as {@link StoreRepair} takes them. Immutable and safe to share.
 */
public final class StoreVerifier {
    private final Path home;
    private final FileAccess files;
    private final VerifyListener listener;
    private final VerifyDepth depth;

    private StoreVerifier(Path home, FileAccess files, VerifyListener listener, VerifyDepth depth) {
        this.home = home;
        this.files = files;
        this.listener = listener;
        this.depth = depth;
    }

    /** Of a home directory. */
    public static StoreVerifier of(Path home) {
        return new StoreVerifier(
                home.toAbsolutePath().normalize(),
                FileAccess.real(),
                (where, condition, done) -> {},
                VerifyDepth.VALUES);
    }

    /** The same with someone who hears each result and how far it is. */
    public StoreVerifier listener(VerifyListener hears) {
        return new StoreVerifier(home, files, Objects.requireNonNull(hears, "hears"), depth);
    }

    /** The same with another way to read the files. Directories are listed by the JDK itself, one entry at a time. */
    public StoreVerifier fileAccess(FileAccess access) {
        return new StoreVerifier(home, Objects.requireNonNull(access, "access"), listener, depth);
    }

    /** The same that looks only so closely; at every value unless set. What a quick look doubts gets the closest one. */
    public StoreVerifier depth(VerifyDepth closely) {
        return new StoreVerifier(home, files, listener, Objects.requireNonNull(closely, "closely"));
    }

    /**
     * Looks at everything. What is wrong is in the report; errors are only {@code store.cannot-open} for a home that is not
     * there and {@code store.cannot-read} for a directory that cannot be listed.
     */
    public VerifyReport verify() {
        if (!Files.isDirectory(home)) {
            throw StoreErrors.cannotOpen(home, Files.exists(home) ? "it is a file" : "it does not exist", null);
        }
        return new HomeWalk(home, files, listener, depth).walk();
    }
}
