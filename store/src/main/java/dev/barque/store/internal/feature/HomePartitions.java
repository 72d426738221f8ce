package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.Digest;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The partitions of a home. Every byte of a data file is checked against the digest in its manifest before anything of it is
 * decoded.
 */
public final class HomePartitions implements PartitionSource {
    static final String FILE = "features.parquet";
    private static final int MOST_TRIES = 100;

    private final FileAccess files;
    private final Path data;
    private final HiveDirectories directories;
    private final PartitionCache cache;
    private final Map<FeatureSet, SealedFile> forms = new ConcurrentHashMap<>();

    /** A partition and which version of it that is. */
    record Loaded(Partition partition, Manifest.Version version) {}

    /** Below the {@code data} directory of a home. */
    public HomePartitions(FileAccess files, Path data, long cacheBytes) {
        this.files = files;
        this.data = data;
        directories = new HiveDirectories(data, HiveNames::decode);
        cache = new PartitionCache(cacheBytes);
    }

    @Override
    public Optional<Partition> partition(LocalDate date, Symbol symbol, FeatureSet set) {
        PartitionKey key = new PartitionKey(date, symbol, set.id());
        Path file = directory(key).resolve(FILE);
        Optional<Partition> partition = cache.get(
                file,
                () -> load(key, set)
                        .map(Loaded::partition)
                        .orElseThrow(() -> new NoSuchFileException(file.toString())));
        if (partition.isEmpty()) {
            requireNothingPublished(key);
        }
        return partition;
    }

    /** Some fields of a partition, by their places in the schema, past the cache. Its rows cannot be made objects. */
    public Optional<Partition> read(LocalDate date, Symbol symbol, FeatureSet set, int[] fields) {
        PartitionKey key = new PartitionKey(date, symbol, set.id());
        try {
            return load(key, set, fields).map(Loaded::partition);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(directory(key), e);
        }
    }

    /** The dates that have a directory. */
    public NavigableSet<LocalDate> dates() {
        return directories.dates();
    }

    @Override
    public LocalDate dateOf(long micros) {
        return UtcMicros.utcDate(micros);
    }

    @Override
    public int slackDays() {
        return 0;
    }

    @Override
    public NavigableSet<LocalDate> dates(Symbol symbol, FeatureSetId set) {
        NavigableSet<LocalDate> dates = new TreeSet<>();
        for (LocalDate date : directories.dates()) {
            if (Files.isRegularFile(
                    directory(new PartitionKey(date, symbol, set)).resolve(FILE))) {
                dates.add(date);
            }
        }
        return dates;
    }

    @Override
    public List<String> symbols(FeatureSetId set) {
        return directories.symbols(HiveNames.of(set));
    }

    @Override
    public List<String> versions() {
        return directories.versions();
    }

    /** The greatest sequence number of all partitions. Looks at every manifest: for a home that has no log yet. */
    public long lastSequence() throws IOException {
        long last = 0;
        for (Path date : files.list(data)) {
            for (Path symbol : files.list(date)) {
                for (Path set : files.list(symbol)) {
                    last = Math.max(last, Manifest.lastSequence(files, set));
                }
            }
        }
        return last;
    }

    private SealedFile form(FeatureSet set) {
        return forms.computeIfAbsent(set, SealedFile::new);
    }

    /** Where a partition lies. */
    Path directory(PartitionKey key) {
        return directories.directory(key.date(), HiveNames.of(key.symbol()), HiveNames.of(key.set()));
    }

    /** Forgets a partition that was replaced, so that not even a coarse file time can hide the new one. */
    void forget(PartitionKey key) {
        cache.forget(directory(key).resolve(FILE));
    }

    /** Reads a partition from the device; empty when nothing was published yet. */
    Optional<Loaded> load(PartitionKey key, FeatureSet set) throws IOException {
        return load(key, set, form(set).allFields());
    }

    private Optional<Loaded> load(PartitionKey key, FeatureSet set, int[] fields) throws IOException {
        Path directory = directory(key);
        Path file = directory.resolve(FILE);
        Optional<Manifest> before = Manifest.read(files, directory, key);
        for (int i = 0; i < MOST_TRIES; i++) {
            byte[] content;
            try {
                content = WholeFile.read(files, file);
            } catch (NoSuchFileException e) {
                requireNothingPublished(key);
                return Optional.empty();
            }
            String digest = Digest.sha256(content);
            Optional<Manifest.Version> version = before.flatMap(manifest -> manifest.version(digest));
            if (version.isPresent()) {
                requireSameSchema(before.orElseThrow(), set, directory);
                return Optional.of(new Loaded(
                        FeatureFile.read(
                                content,
                                file,
                                form(set),
                                key.symbol(),
                                version.get().rows(),
                                fields),
                        version.get()));
            }
            // A writer may have been at it between the two reads; then the manifest is another one by now.
            Optional<Manifest> after = Manifest.read(files, directory, key);
            if (after.equals(before)) {
                throw before.isEmpty()
                        ? StoreErrors.incomplete(file, "there is no " + Manifest.FILE + " beside it")
                        : damaged(file, content, digest, before.get());
            }
            before = after;
        }
        throw StoreErrors.cannotRead(file, new IOException("it was replaced " + MOST_TRIES + " times meanwhile"));
    }

    private static RuntimeException damaged(Path file, byte[] content, String digest, Manifest manifest) {
        String expected = manifest.current()
                .or(manifest::next)
                .map(version -> version.bytes() + " bytes with the SHA-256 " + version.sha256())
                .orElse("none");
        return StoreErrors.corruptFile(
                file,
                "it has " + content.length + " bytes with the SHA-256 " + digest + " but its manifest says " + expected,
                null);
    }

    private void requireNothingPublished(PartitionKey key) {
        Path directory = directory(key);
        try {
            boolean published = Manifest.read(files, directory, key)
                    .flatMap(Manifest::current)
                    .isPresent();
            if (published && !files.exists(directory.resolve(FILE))) {
                QuarantineMarker.requireNone(files, directory);
                throw StoreErrors.incomplete(directory.resolve(FILE), "the file is gone but its manifest is there");
            }
            if (!published) {
                QuarantineMarker.requireNone(files, directory);
            }
        } catch (IOException e) {
            throw StoreErrors.cannotRead(directory, e);
        }
    }

    private static void requireSameSchema(Manifest manifest, FeatureSet set, Path directory) {
        if (!manifest.schema().equals(set.schema().fingerprint())) {
            throw StoreErrors.changedSchema(
                    set.id(),
                    directory,
                    "fingerprint " + manifest.schema() + " there, "
                            + set.schema().fingerprint() + " here");
        }
    }
}
