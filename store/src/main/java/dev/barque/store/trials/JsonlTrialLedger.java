package dev.barque.store.trials;

import dev.barque.core.error.BarqueException;
import dev.barque.core.trial.Trial;
import dev.barque.core.trial.TrialEntry;
import dev.barque.core.trial.TrialHistory;
import dev.barque.core.trial.TrialLedger;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AppendFile;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.internal.trial.LedgerHead;
import dev.barque.store.internal.trial.LedgerScan;
import dev.barque.store.internal.trial.LedgerTail;
import dev.barque.store.internal.trial.TrialLine;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a home, as lines of JSON in {@code HOME/trials/trials.jsonl}, each sealed behind the one before it by SHA-256, and
 * how far they go in {@code HOME/trials-head.json}.
 *
 * <p><b>What survives.</b> A trial that was entered survives the death of the process and of the machine. A line that a death cut
 * short is taken off before the next one. When entering fails with {@code store.cannot-write}, the trial may be there all the same;
 * entering it again does no harm, since runs that are made again count once.
 *
 * <p><b>What is noticed.</b> A line that was altered, taken out, put in or moved; lines cut off the end; the file or its folder
 * deleted. New trials go on behind such a place and do not heal it. Not noticed by the home alone: one that is put back as a whole
 * from an old copy, or written anew by somebody who computes all seals. Whoever keeps the number and the seal of the last entry
 * elsewhere, such as in a report, notices these too ({@link TrialEntry#seal}).
 *
 * <p>Any number of threads and processes may enter trials; they wait for each other. Reading needs no lock. Entering reads the
 * last line and the head, however many trials there are, and all of them only where these two do not agree.
 */
public final class JsonlTrialLedger implements TrialLedger {
    /** One channel at a time for each process: closing a second one would free the lock of the first. */
    private static final Object IN_THIS_PROCESS = new Object();

    private final FileAccess files;
    private final Path home;
    private final Path folder;
    private final Path file;
    private final Path headFile;

    private JsonlTrialLedger(Path home, FileAccess files) {
        this.home = home;
        this.files = Objects.requireNonNull(files, "files");
        folder = home.toAbsolutePath().resolve("trials");
        file = folder.resolve("trials.jsonl");
        headFile = home.toAbsolutePath().resolve("trials-head.json");
    }

    /** The ledger of a home. Nothing is touched before the first trial. */
    public static JsonlTrialLedger ofHome(Path home) {
        return ofHome(home, FileAccess.real());
    }

    /** {@link #ofHome(Path)} on a disk that is not the real one. */
    public static JsonlTrialLedger ofHome(Path home, FileAccess files) {
        return new JsonlTrialLedger(home, files);
    }

    /** Where the lines are. */
    public Path file() {
        return file;
    }

    /**
     * Throws {@link BarqueException} with code {@code store.cannot-write}, or {@code store.locked} where another class loader of this
     * process is entering one.
     */
    @Override
    public TrialEntry enter(Trial trial) {
        Objects.requireNonNull(trial, "trial");
        synchronized (IN_THIS_PROCESS) {
            try {
                AtomicFile.createDirectories(files, folder);
                try (FileChannel lock = FileChannel.open(
                        folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    lock.lock();
                    return enterLocked(trial);
                } catch (OverlappingFileLockException e) {
                    throw StoreErrors.locked(home, "another ledger of this process");
                }
            } catch (IOException e) {
                throw StoreErrors.cannotWrite(file, e);
            }
        }
    }

    private TrialEntry enterLocked(Trial trial) throws IOException {
        @Nullable LedgerHead head = head(new ArrayList<>());
        Optional<LedgerTail> end = head == null ? Optional.empty() : LedgerTail.find(files, file, head);
        LedgerTail tail =
                end.isPresent() ? end.get() : LedgerScan.of(content(), head).tail();
        if (files.exists(file)) {
            takeOffTorn(tail.wholeBytes());
        }
        TrialLine.Written line = TrialLine.write(tail.number() + 1, tail.seal(), trial);
        try (AppendFile to = AppendFile.open(files, file)) {
            byte[] bytes = line.bytes();
            to.append(bytes, bytes.length);
        }
        new LedgerHead(line.entry().number(), line.entry().seal()).write(files, headFile);
        return line.entry();
    }

    private void takeOffTorn(long wholeBytes) throws IOException {
        try (WritableFile open = files.open(file)) {
            if (open.size() > wholeBytes) {
                open.truncate(wholeBytes);
                open.sync();
            }
        }
    }

    /** Throws {@code store.cannot-read} when the operating system refuses; empty where nobody ever entered one. */
    @Override
    public TrialHistory history() {
        List<String> findings = new ArrayList<>();
        try {
            // The head first: it is written last, so that what it knows is in the file that is read after it.
            @Nullable LedgerHead head = head(findings);
            return LedgerScan.of(content(), head).history(findings);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }

    private byte[] content() throws IOException {
        try {
            return WholeFile.read(files, file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    private @Nullable LedgerHead head(List<String> findings) throws IOException {
        try {
            Optional<LedgerHead> head = LedgerHead.read(files, headFile);
            return head.orElse(null);
        } catch (IllegalArgumentException e) {
            findings.add(headFile.getFileName() + " was altered or damaged: " + e.getMessage());
            return null;
        }
    }
}
