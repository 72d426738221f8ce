package dev.barque.store.internal.io;

import dev.barque.store.LockState;
import dev.barque.store.LockState.Kind;
import dev.barque.store.internal.StoreErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at a lock file. Closing any descriptor of a file frees the locks that the process has on it, so that a lock file of
 * this process is never opened here, and no lock is taken while another one is.
 */
public final class LockLook {
    private static final Path KERNEL_LOCKS = Path.of("/proc/locks");
    private static final Pattern PROCESS = Pattern.compile("process (\\d+)\\b.*");

    private LockLook() {}

    /** Who holds a home. */
    public static LockState at(Path home) {
        try {
            Path real = home.toRealPath();
            synchronized (HeldHomes.monitor()) {
                return look(real, real.resolve(".lock"));
            }
        } catch (IOException e) {
            throw StoreErrors.cannotOpen(home, StoreErrors.reason(e), e);
        }
    }

    private static LockState look(Path home, Path file) throws IOException {
        String here = HeldHomes.holder(home);
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return here == null ? new LockState(Kind.NEVER_HELD, "") : new LockState(Kind.LOST, here);
        }
        if (here != null) {
            String key = HeldHomes.key(home);
            boolean same = key == null || key.equals(String.valueOf(found.fileKey()));
            return new LockState(same ? Kind.HELD_HERE : Kind.LOST, here);
        }
        String holder = Files.readString(file, StandardCharsets.UTF_8).strip();
        return new LockState(isHeld(file, holder) ? Kind.HELD_ELSEWHERE : Kind.FREE, holder);
    }

    private static boolean isHeld(Path file, String holder) throws IOException {
        Optional<Boolean> byKernel = byKernel(file);
        if (byKernel.isPresent()) {
            return byKernel.get();
        }
        Matcher process = PROCESS.matcher(holder);
        return process.matches()
                && ProcessHandle.of(Long.parseLong(process.group(1)))
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
    }

    /** Lines such as {@code 1: POSIX  ADVISORY  WRITE 4711 08:01:131090 0 EOF}; the last part of the sixth word is the inode. */
    private static Optional<Boolean> byKernel(Path file) throws IOException {
        if (!Files.isReadable(KERNEL_LOCKS)) {
            return Optional.empty();
        }
        String inode = ":" + Files.getAttribute(file, "unix:ino");
        for (String line : Files.readAllLines(KERNEL_LOCKS, StandardCharsets.US_ASCII)) {
            // Nearly every line is about another file.
            if (line.contains(inode) && isAbout(line.trim().split("\\s+"), inode)) {
                return Optional.of(true);
            }
        }
        return Optional.of(false);
    }

    private static boolean isAbout(String[] words, String inode) {
        return words.length >= 6 && words[5].endsWith(inode);
    }
}
