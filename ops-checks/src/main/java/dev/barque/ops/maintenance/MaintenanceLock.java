package dev.barque.ops.maintenance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One apply at a time for a home, in this process and in others. Closing a second channel on a file would free the lock of the first:
 * this process opens none on a file that it holds.
 */
final class MaintenanceLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private MaintenanceLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Of a folder that is there; throws {@code maintenance.busy} while another has it. */
    static MaintenanceLock of(Path folder) throws IOException {
        Path file = folder.toRealPath().resolve(".lock");
        if (!HELD.add(file)) {
            throw MaintenanceErrors.busy(file);
        }
        FileChannel channel = null;
        boolean held = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held = channel.tryLock() != null;
            if (!held) {
                throw MaintenanceErrors.busy(file);
            }
            return new MaintenanceLock(file, channel);
        } finally {
            if (!held) {
                if (channel != null) {
                    channel.close();
                }
                HELD.remove(file);
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the channel, and the channel is gone either way.
        } finally {
            HELD.remove(file);
        }
    }
}
