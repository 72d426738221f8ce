package dev.barque.store.internal.verify;

import static dev.barque.store.internal.verify.Directories.each;

import dev.barque.core.feature.FeatureSetId;
import dev.barque.store.StoreStat;
import dev.barque.store.StoreStat.Partitions;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.feature.PartitionAudit;
import dev.barque.store.internal.feature.PartitionKey;
import dev.barque.store.internal.feature.PartitionPath;
import dev.barque.store.internal.l1.L1Schema;
import dev.barque.store.internal.log.LogAudit;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what a home holds. */
public final class StatWalk {
    private final Path home;
    private final PartitionAudit partitions;
    private final SortedMap<FeatureSetId, Partitions> sets = new TreeMap<>();
    private long logFiles;
    private long logBytes;
    private long barFiles;
    private long barBytes;
    private long quarantined;

    /** Of a home that is there. */
    public StatWalk(Path home, FileAccess files) {
        this.home = home;
        partitions = new PartitionAudit(files, home);
    }

    /** Walks once. */
    public StoreStat walk() {
        Path data = home.resolve("data");
        each(data, date -> each(date, symbol -> each(symbol, set -> partition(data, set))));
        each(home.resolve(L1Schema.FOLDER), file -> {
            if (L1Schema.date(file).or(() -> L1Schema.packed(file)).isPresent()) {
                barFiles++;
                barBytes += size(file);
            }
        });
        each(home.resolve("log"), file -> {
            if (LogAudit.isSegment(file)) {
                logFiles++;
                logBytes += size(file);
            }
        });
        // A case is a directory of its own, or a stretch of the log beside its report.
        each(home.resolve("quarantine"), entry -> {
            if (Files.isDirectory(entry) || entry.toString().endsWith(".json")) {
                quarantined++;
            }
        });
        return new StoreStat(home, sets, logFiles, logBytes, barFiles, barBytes, quarantined);
    }

    private void partition(Path data, Path directory) {
        Optional<PartitionKey> key = PartitionPath.key(data.relativize(directory));
        if (key.isPresent()) {
            long[] promised = partitions.promised(directory, key.get());
            Partitions one = new Partitions(
                    1, promised[0], promised[1], key.get().date(), key.get().date());
            sets.merge(key.get().set(), one, Partitions::with);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }
}
