package dev.barque.store.internal.feature;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.barque.store.internal.StoreErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Decoded partitions by path, bounded by the heap they hold; the least recently used go first. An entry answers only as long
 * as its file is the same version, so that what another process publishes is seen by the next read. Safe for use by several
 * threads.
 */
final class PartitionCache {
    private final Cache<Path, Entry> entries;

    private record Entry(FileStamp stamp, Partition partition) {}

    /** Reads a file that is there. */
    @FunctionalInterface
    interface Loader {
        Partition load() throws IOException;
    }

    PartitionCache(long maxBytes) {
        entries = CacheBuilder.newBuilder()
                .maximumWeight(maxBytes)
                .concurrencyLevel(1) // the bound is for the whole, not for each segment
                .<Path, Entry>weigher((path, entry) ->
                        (int) Math.min(Integer.MAX_VALUE, entry.partition().weight()))
                .build();
    }

    /** The partition in a file, empty when there is no file. */
    Optional<Partition> get(Path file, Loader loader) {
        try {
            Optional<FileStamp> stamp = FileStamp.of(file);
            if (stamp.isEmpty()) {
                return Optional.empty();
            }
            Entry entry = entries.getIfPresent(file);
            if (entry == null || !entry.stamp().equals(stamp.get())) {
                // Stamped before it is read: a version that comes in between is only read once more.
                entry = new Entry(stamp.get(), loader.load());
                entries.put(file, entry);
            }
            return Optional.of(entry.partition());
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }

    /** Forgets a file, so that the next read of it goes to the device. */
    void forget(Path file) {
        entries.invalidate(file);
    }
}
