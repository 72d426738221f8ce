package dev.barque.store.internal.feature;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.Digest;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts a partition right that was damaged. Only the one writer of a home may use it. */
public final class PartitionRebuild {
    private final FileAccess files;
    private final PartitionAudit audit;
    private final SetRegistry registry;

    /** Of a home. */
    public PartitionRebuild(FileAccess files, Path home) {
        this.files = files;
        audit = new PartitionAudit(files, home);
        registry = new SetRegistry(files, home);
    }

    /** The version that rows of a partition have, as the home records it. */
    public Optional<FeatureSet> set(PartitionKey key) {
        return registry.recorded(key.set());
    }

    /** What is still known about a partition, to be left in the place of its file. */
    public QuarantineMarker lastKnown(Path directory, PartitionKey key, String quarantine) throws IOException {
        Optional<QuarantineMarker> before = QuarantineMarker.read(files, directory);
        long rows = before.map(QuarantineMarker::rows).orElse(0L);
        long generation = before.map(QuarantineMarker::generation).orElse(0L);
        long lastSequence = before.map(QuarantineMarker::lastSequence).orElse(0L);
        long attempts = before.map(QuarantineMarker::attempts).orElse(0L);
        try {
            Optional<Manifest> manifest = Manifest.read(files, directory, key);
            for (Optional<Manifest.Version> version :
                    List.of(manifest.flatMap(Manifest::current), manifest.flatMap(Manifest::next))) {
                if (version.isPresent()) {
                    rows = Math.max(rows, version.get().rows());
                    generation = Math.max(generation, version.get().generation());
                    lastSequence = Math.max(lastSequence, version.get().lastSequence());
                }
            }
        } catch (BarqueException e) {
            // A damaged manifest says nothing that could be relied on.
        }
        return new QuarantineMarker(quarantine, rows, generation, lastSequence, attempts);
    }

    /**
     * Writes the manifest of a file that proves by itself to be whole and in its place; throws
     * {@code store.corrupt-file} with what speaks against it.
     */
    public void restoreManifest(Path directory, PartitionKey key) throws IOException {
        long generation = lastKnown(directory, key, "").generation() + 1;
        audit.restored(directory, key, generation).write(files, directory);
    }

    /** Whether a manifest can be read that says which file belongs here: then nothing but that file will do. */
    public boolean vouchedFor(Path directory, PartitionKey key) {
        try {
            return Manifest.read(files, directory, key).isPresent();
        } catch (IOException | BarqueException e) {
            return false;
        }
    }

    /** Whether {@link #restoreManifest} would go through. */
    public boolean provesItself(Path directory, PartitionKey key) {
        try {
            audit.restored(directory, key, 1);
            return true;
        } catch (IOException | BarqueException e) {
            return false;
        }
    }

    /**
     * Publishes rows in the place of a partition in quarantine and takes the marker away. They get the last numbers that the lost
     * rows can have had: whatever waits in the log for this partition was written later, has greater ones, and wins.
     */
    public void publish(PartitionKey key, FeatureSet set, List<FeatureRow> rows, Path directory, long ingestedMicros)
            throws IOException {
        Path file = directory.resolve(HomePartitions.FILE);
        QuarantineMarker marker = lastKnown(directory, key, "");
        long before = Math.max(0, marker.lastSequence() - rows.size());
        List<FeatureRow> numbered = new ArrayList<>(rows.size());
        for (FeatureRow row : rows) {
            numbered.add(row.written(ingestedMicros, before + numbered.size() + 1));
        }
        numbered.sort(Comparator.comparingLong(FeatureRow::eventMicros)
                .thenComparingLong(FeatureRow::knownMicros)
                .thenComparingLong(FeatureRow::sequence));
        Path staged = AtomicFile.stage(files, file, temporary -> FeatureFile.writeNew(temporary, set, numbered));
        byte[] content = WholeFile.read(files, staged);
        Partition written = FeatureFile.read(content, staged, new SealedFile(set), key.symbol(), numbered.size());
        if (!written.rows().equals(numbered)) {
            files.delete(staged);
            throw StoreErrors.badReadBack(file);
        }
        Manifest.Version version = new Manifest.Version(
                marker.generation() + 1,
                numbered.size(),
                content.length,
                Digest.sha256(content),
                before + numbered.size());
        String schema = set.schema().fingerprint();
        new Manifest(key, schema, Optional.empty(), Optional.of(version)).write(files, directory);
        AtomicFile.publish(files, staged, file);
        new Manifest(key, schema, Optional.of(version), Optional.empty()).write(files, directory);
        files.delete(directory.resolve(QuarantineMarker.FILE));
        files.syncDirectory(directory);
    }
}
