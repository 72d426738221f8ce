package dev.barque.testkit;

import dev.barque.store.io.FileAccess;
import dev.barque.testkit.FileFault.Failure;
import dev.barque.testkit.internal.disk.Disk;
import dev.barque.testkit.internal.disk.Machine;
import dev.barque.testkit.internal.disk.Node.Contents;
import dev.barque.testkit.internal.disk.ReadableDouble;
import dev.barque.testkit.internal.disk.WritableDouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk that fails as disks do. Files below a directory are really there, so that anybody may look at them; beside them it
 * remembers what a device would hold, and {@link #crash()} turns the directory into that.
 *
 * <p>After a crash everything that was synced is there: content by {@code sync} of the file, names by {@code syncDirectory} of
 * the directory that they are in, and a file only if all directories above it are. Of everything else the seed decides: writes
 * are there, missing, or there in some sectors and up to some byte of a sector; a file may have become longer without its data;
 * creations, renames and deletions are there up to some moment or each for itself. No order is kept between files, or between
 * a file and its name. Two kindnesses are assumed, as most databases do: a rename is never half done, not even between
 * directories, and bytes beside those that were written keep their values. A sync that failed loses a part for good, and the next one
 * reports success, as Linux does; until the power goes reads go on showing what was lost.
 *
 * <p>A file that somebody wrote without this object counts as not synced at all when it is opened or renamed. The real device is
 * never synced, which makes tests fast. Safe for use by several threads; with several threads a seed alone does not repeat a run.
 */
public final class FaultyFileAccess implements FileAccess {
    private final FileAccess real = FileAccess.real();
    private final Path root;
    private final Path realRoot;
    private final Disk disk;
    private final Machine machine;

    private FaultyFileAccess(Path root, long seed) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        realRoot = this.root.toRealPath();
        disk = new Disk(this.root);
        machine = new Machine(seed);
    }

    /** A disk that is mounted at an existing directory. What is in it counts as durable. Paths elsewhere are refused. */
    public static FaultyFileAccess at(Path root, long seed) {
        try {
            return new FaultyFileAccess(root, seed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something is to go wrong; of several faults that strike one call the last that was injected counts. */
    public void inject(FileFault fault) {
        synchronized (machine) {
            machine.faults().add(fault);
        }
    }

    /** Nothing goes wrong any more, and there is space without end. */
    public void heal() {
        synchronized (machine) {
            machine.faults().clear();
            machine.space(Long.MAX_VALUE);
        }
    }

    /** So many bytes can be written before writes fail with {@link Failure#NO_SPACE}; deleting frees nothing. */
    public void spaceLeft(long bytes) {
        synchronized (machine) {
            machine.space(bytes);
        }
    }

    /**
     * The machine stops in the n-th call that changes something, counted from 1 and from now: that call is not done, done in
     * part (a write), or done without being answered, and no later call does anything.
     */
    public void stopAtChange(long nth) {
        synchronized (machine) {
            machine.stopAtChange(nth);
        }
    }

    /** The machine stops now. */
    public void stop() {
        synchronized (machine) {
            machine.stopNow();
        }
    }

    /** Whether it has stopped and was not started again. */
    public boolean isStopped() {
        synchronized (machine) {
            return machine.isStopped();
        }
    }

    /** How many calls of a kind there were since the beginning. */
    public long count(FileCall call) {
        synchronized (machine) {
            return machine.faults().count(call);
        }
    }

    /** How many calls were made to fail. */
    public long failures() {
        synchronized (machine) {
            return machine.faults().failures();
        }
    }

    /** How many calls there were that change something. */
    public long changes() {
        synchronized (machine) {
            return machine.faults().changes();
        }
    }

    /** The power goes and comes back: of what was not synced only a part is there. Files that were open are closed for good. */
    public void crash() {
        synchronized (machine) {
            machine.restart();
            try {
                disk.crash(machine.wreck());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The process dies and another is started: what was written is there, synced or not. Open files are closed for good. */
    public void kill() {
        synchronized (machine) {
            machine.restart();
        }
    }

    @Override
    public WritableFile create(Path file) throws IOException {
        Path name = name(file);
        synchronized (machine) {
            return machine.make(FileCall.CREATE, file, () -> {
                WritableFile opened = real.create(file);
                Contents contents = disk.file(name);
                contents.resize(0);
                return new WritableDouble(machine, opened, contents);
            });
        }
    }

    @Override
    public WritableFile open(Path file) throws IOException {
        Path name = name(file);
        synchronized (machine) {
            return machine.make(FileCall.OPEN, file, () -> {
                WritableFile opened = real.open(file);
                return new WritableDouble(machine, opened, disk.file(name));
            });
        }
    }

    @Override
    public ReadableFile read(Path file) throws IOException {
        name(file);
        synchronized (machine) {
            machine.look(FileCall.OPEN_TO_READ, file);
            return new ReadableDouble(machine, file, real.read(file));
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Path source = name(from);
        Path target = name(to);
        synchronized (machine) {
            machine.change(FileCall.RENAME, from, () -> {
                real.rename(from, to);
                disk.rename(source, target);
            });
        }
    }

    /** A second name is no part of what the device is remembered to hold: it may be there or not after a crash. */
    @Override
    public void link(Path file, Path name) throws IOException {
        name(file);
        name(name);
        synchronized (machine) {
            machine.change(FileCall.LINK, name, () -> real.link(file, name));
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        Path name = name(file);
        synchronized (machine) {
            machine.change(FileCall.DELETE, file, () -> {
                real.delete(file);
                disk.delete(name);
            });
        }
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        Path name = name(directory);
        synchronized (machine) {
            machine.change(FileCall.CREATE_DIRECTORIES, directory, () -> {
                real.createDirectories(directory);
                disk.folders(name);
            });
        }
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        if (!directory.toAbsolutePath().normalize().equals(root) && root.startsWith(directory.toAbsolutePath())) {
            return; // above the mount: another disk, which does not fail
        }
        Path name = name(directory);
        synchronized (machine) {
            machine.change(FileCall.SYNC_DIRECTORY, directory, () -> {
                if (!Files.isDirectory(directory)) {
                    real.syncDirectory(directory); // says what is wrong with it
                }
                disk.sync(name);
            });
        }
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        name(directory);
        synchronized (machine) {
            machine.look(FileCall.LIST, directory);
            return real.list(directory);
        }
    }

    @Override
    public boolean exists(Path file) {
        return real.exists(file);
    }

    private Path name(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        for (Path top : List.of(root, realRoot)) {
            if (absolute.startsWith(top)) {
                return top.relativize(absolute);
            }
        }
        throw new IllegalArgumentException(path + " is not on the disk at " + root);
    }
}
