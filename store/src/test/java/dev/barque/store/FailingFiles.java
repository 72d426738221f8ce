package dev.barque.store;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.ForwardingFileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The disk, but for calls that are told to fail; counts syncs and openings of files. */
final class FailingFiles extends ForwardingFileAccess {
    private volatile boolean syncsFail;
    private volatile boolean writesFail;
    private volatile int syncs;
    private volatile int reads;
    private volatile long syncMillis;
    private volatile boolean syncsDone = true;
    private volatile boolean dataFilesDamaged;

    FailingFiles() {
        super(FileAccess.real());
    }

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

    @Override
    protected WritableFile wrap(WritableFile file) {
        return new Failing(file);
    }

    @Override
    public ReadableFile read(Path file) throws IOException {
        synchronized (this) {
            reads++;
        }
        return super.read(file);
    }

    private final class Failing extends Written {
        Failing(WritableFile file) {
            super(file);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            if (writesFail) {
                // As a full device does: some of it is there.
                from.limit(from.position() + from.remaining() / 2);
                super.write(from, position);
                throw new IOException("No space left on device");
            }
            super.write(from, position);
        }

        @Override
        public void sync() throws IOException {
            synchronized (FailingFiles.this) {
                syncs++;
            }
            Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(syncMillis));
            if (syncsFail) {
                throw new IOException("Input/output error");
            }
            if (dataFilesDamaged && path().toString().contains("features.parquet")) {
                byte[] content = Files.readAllBytes(path());
                content[content.length / 3] ^= 1;
                super.write(ByteBuffer.wrap(content), 0);
            }
            if (syncsDone) {
                super.sync();
            }
        }
    }
}
