package dev.barque.benchmarks;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.ForwardingFileAccess;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** The disk as it is, but for syncs of files, which wait. */
final class SlowSyncs extends ForwardingFileAccess {
    private final long micros;

    SlowSyncs(long micros) {
        super(FileAccess.real());
        this.micros = micros;
    }

    @Override
    protected WritableFile wrap(WritableFile file) {
        return new Written(file) {
            @Override
            public void sync() throws IOException {
                LockSupport.parkNanos(micros * 1_000);
                super.sync();
            }
        };
    }
}
