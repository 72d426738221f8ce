package dev.barque.store.internal.feature;

import java.util.List;

/** The names of the files that make up a partition. */
public final class PartitionFiles {
    /** The rows. */
    public static final String DATA = HomePartitions.FILE;

    /** What vouches for them. */
    public static final String MANIFEST = Manifest.FILE;

    private static final List<String> ALL = List.of(DATA, MANIFEST, QuarantineMarker.FILE);

    private PartitionFiles() {}

    /** Whether a file of this name belongs into the directory of a partition. */
    public static boolean isOne(String name) {
        return ALL.contains(name);
    }
}
