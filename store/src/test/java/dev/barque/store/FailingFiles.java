package dev.barque.store;

import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The disk, but for calls that are told to fail; counts syncs and openings of files. */
final class FailingFiles implements FileAccess {
    private final FileAccess real = FileAccess.real();
    private volatile boolean syncsFail;
    private volatile boolean writesFail;
    private volatile int syncs;
    private volatile int reads;
    private volatile long syncMillis;
    private volatile boolean syncsDone = true;
    private volatile boolean dataFilesDamaged;

    void failSyncs(boolean fail) {
        syncsFail = fail;
    }

    void failWrites(boolean fail) {
        writesFail = fail;
    }

    void syncMillis(long millis) {
        syncMillis = millis;
    }

    /** Syncs are counted and not done: for tests that are about threads only. */
    void skipSyncs() {
        syncsDone = false;
    }

    /** A bit of each data file turns over on its way to the device. */
    void damageDataFiles(boolean damage) {
        dataFilesDamaged = damage;
    }

    int syncs() {
        return syncs;
    }

    /** How many files were opened to be read. */
    int reads() {
        return reads;
    }

    private WritableFile wrapped(WritableFile file) {
        return (WritableFile) Objects.requireNonNull(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WritableFile.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("sync")) {
                        synchronized (this) {
                            syncs++;
                        }
                        boolean interrupted = Thread.interrupted();
                        Thread.sleep(syncMillis);
                        if (interrupted) {
                            Thread.currentThread().interrupt();
                        }
                        if (syncsFail) {
                            throw new IOException("Input/output error");
                        }
                        if (dataFilesDamaged && file.path().toString().contains("features.parquet")) {
                            byte[] content = Files.readAllBytes(file.path());
                            content[content.length / 3] ^= 1;
                            file.write(ByteBuffer.wrap(content), 0);
                        }
                        if (!syncsDone) {
                            return null;
                        }
                    }
                    if (method.getName().equals("write") && writesFail) {
                        // As a full device does: some of it is there.
                        ByteBuffer bytes = (ByteBuffer) arguments[0];
                        bytes.limit(bytes.position() + bytes.remaining() / 2);
                        method.invoke(file, arguments);
                        throw new IOException("No space left on device");
                    }
                    try {
                        return method.invoke(file, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    public WritableFile create(Path file) throws IOException {
        return wrapped(real.create(file));
    }

    @Override
    public WritableFile open(Path file) throws IOException {
        return wrapped(real.open(file));
    }

    @Override
    public ReadableFile read(Path file) throws IOException {
        synchronized (this) {
            reads++;
        }
        return real.read(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        real.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        real.delete(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        real.createDirectories(directory);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        real.syncDirectory(directory);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return real.list(directory);
    }

    @Override
    public boolean exists(Path file) {
        return real.exists(file);
    }
}
