package dev.barque.store.internal.feature;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.FileCondition;
import dev.barque.store.VerifyDepth;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.Digest;
import dev.barque.store.internal.io.Json;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at one partition from end to end: manifest, digest, every value, and whether it lies where it belongs. */
public final class PartitionAudit {
    private static final int MOST_TRIES = 100;

    private final FileAccess files;
    private final VerifyDepth depth;
    private final SetRegistry registry;
    private final Map<FeatureSetId, Optional<FeatureSet>> sets = new HashMap<>();
    private @Nullable QuickLook quick;

    /**
     * What was found.
     *
     * @param condition in a word
     * @param code for programs, empty when it is in order
     * @param found for people
     * @param expected for people
     * @param rows in the file, 0 when it is not in order
     * @param bytes of the file, 0 when it is not in order
     */
    public record Result(FileCondition condition, String code, String found, String expected, long rows, long bytes) {
        static Result of(FileCondition condition, String code, String found, String expected) {
            return new Result(condition, code, found, expected, 0, 0);
        }
    }

    /** Of a home; the schemas that were recorded in it say what its files must hold. */
    public PartitionAudit(FileAccess files, Path home) {
        this(files, home, VerifyDepth.VALUES);
    }

    /** The same that looks only so closely at what seems to be in order. */
    public PartitionAudit(FileAccess files, Path home, VerifyDepth depth) {
        this.files = files;
        this.depth = depth;
        registry = new SetRegistry(files, home);
    }

    /** Looks at the partition in a directory. Empty when the directory holds no part of one. */
    public Optional<Result> check(Path directory, PartitionKey key) {
        if (depth != VerifyDepth.VALUES) {
            Optional<Result> inOrder = quickly(directory, key);
            if (inOrder.isPresent()) {
                return inOrder;
            }
        }
        try {
            for (int i = 0; i < MOST_TRIES; i++) {
                Optional<Manifest> before = manifest(directory, key);
                Optional<Result> result = check(directory, key, before);
                if (result.isEmpty() || result.get().condition() == FileCondition.OK) {
                    return result;
                }
                // A writer may have been at it; then the manifest is another one by now.
                if (before.equals(manifest(directory, key))) {
                    return result;
                }
            }
            return Optional.of(Result.of(
                    FileCondition.UNREADABLE, "store.cannot-read", "it was replaced all the while", "a while of rest"));
        } catch (IOException e) {
            return Optional.of(unreadable(e));
        } catch (BarqueException e) {
            return Optional.of(of(directory, key, e));
        }
    }

    /** Empty when anything is out of the ordinary: the closest look then says what. */
    private Optional<Result> quickly(Path directory, PartitionKey key) {
        if (quick == null) {
            quick = new QuickLook();
        }
        try {
            Optional<Manifest> manifest = manifest(directory, key);
            if (manifest.isEmpty()
                    || !set(key.set())
                            .schema()
                            .fingerprint()
                            .equals(manifest.get().schema())) {
                return Optional.empty();
            }
            Path file = directory.resolve(HomePartitions.FILE);
            Optional<Manifest.Version> version = depth == VerifyDepth.DIGESTS
                    ? manifest.get().version(quick.digest(files, file))
                    : quick.byFooter(files, file, manifest.get());
            return version.map(known -> new Result(FileCondition.OK, "", "", "", known.rows(), known.bytes()));
        } catch (IOException | BarqueException e) {
            return Optional.empty();
        }
    }

    /** How many rows and bytes the manifest in a directory promises; zeros when it cannot be read. */
    public long[] promised(Path directory, PartitionKey key) {
        try {
            Optional<Manifest.Version> version = manifest(directory, key).flatMap(Manifest::current);
            return new long[] {
                version.map(Manifest.Version::rows).orElse(0L),
                version.map(Manifest.Version::bytes).orElse(0L)
            };
        } catch (IOException | BarqueException e) {
            return new long[2];
        }
    }

    /** The version that the file in a directory proves to be by itself: what a manifest of it has to say. */
    Manifest restored(Path directory, PartitionKey key, long generation) throws IOException {
        byte[] content = WholeFile.read(files, directory.resolve(HomePartitions.FILE));
        Map<String, String> notes = ParquetFile.notes(content, directory.resolve(HomePartitions.FILE));
        if (!key.symbol().value().equals(notes.get(FeatureFile.SYMBOL_KEY))
                || !key.date().toString().equals(notes.get(FeatureFile.DATE_KEY))
                || !key.set().value().equals(notes.get(FeatureFile.SET_KEY))) {
            throw StoreErrors.corruptFile(
                    directory.resolve(HomePartitions.FILE),
                    "it does not say itself that it belongs here, but to " + notes.get(FeatureFile.SYMBOL_KEY) + " on "
                            + notes.get(FeatureFile.DATE_KEY) + " in " + notes.get(FeatureFile.SET_KEY),
                    null);
        }
        Partition rows = decode(content, directory, key);
        Manifest.Version version = new Manifest.Version(
                generation, rows.size(), content.length, Digest.sha256(content), rows.lastSequence());
        return new Manifest(key, set(key.set()).schema().fingerprint(), Optional.of(version), Optional.empty());
    }

    private Optional<Result> check(Path directory, PartitionKey key, Optional<Manifest> manifest) throws IOException {
        byte[] content;
        try {
            content = WholeFile.read(files, directory.resolve(HomePartitions.FILE));
        } catch (NoSuchFileException e) {
            return withoutFile(directory, manifest);
        }
        if (manifest.isEmpty()) {
            return Optional.of(Result.of(
                    FileCondition.MISSING_MANIFEST,
                    "store.incomplete-partition",
                    "a data file of " + content.length + " bytes and no manifest",
                    Manifest.FILE + " beside it"));
        }
        String digest = Digest.sha256(content);
        Optional<Manifest.Version> version = manifest.get().version(digest);
        if (version.isEmpty()) {
            Manifest.Version expected =
                    manifest.get().current().or(manifest.get()::next).orElse(new Manifest.Version(0, 0, 0, "none", 0));
            return Optional.of(Result.of(
                    isOfAnotherPlace(content, directory, key) ? FileCondition.WRONG_PLACE : FileCondition.DAMAGED,
                    "store.corrupt-file",
                    content.length + " bytes with the SHA-256 " + digest,
                    expected.bytes() + " bytes with the SHA-256 " + expected.sha256()));
        }
        FeatureSet set = set(key.set());
        if (!set.schema().fingerprint().equals(manifest.get().schema())) {
            return Optional.of(Result.of(
                    FileCondition.DAMAGED,
                    "store.changed-schema",
                    "a manifest of the schema " + manifest.get().schema(),
                    "the schema " + set.schema().fingerprint() + " that the home records for " + key.set()));
        }
        Partition rows = decode(content, directory, key);
        if (rows.size() != version.get().rows()
                || rows.lastSequence() > version.get().lastSequence()) {
            return Optional.of(Result.of(
                    FileCondition.DAMAGED,
                    "store.corrupt-file",
                    rows.size() + " rows up to the sequence number " + rows.lastSequence(),
                    version.get().rows() + " rows up to " + version.get().lastSequence()));
        }
        return Optional.of(new Result(FileCondition.OK, "", "", "", rows.size(), content.length));
    }

    private Optional<Result> withoutFile(Path directory, Optional<Manifest> manifest) throws IOException {
        Optional<QuarantineMarker> marker = QuarantineMarker.read(files, directory);
        if (marker.isPresent()) {
            return Optional.of(Result.of(
                    FileCondition.QUARANTINED,
                    "store.quarantined",
                    "its damaged file lies in quarantine/" + marker.get().quarantine() + ", regenerating it failed "
                            + marker.get().attempts() + " times",
                    "a data file of about " + marker.get().rows() + " rows"));
        }
        return manifest.flatMap(Manifest::current)
                .map(version -> Result.of(
                        FileCondition.MISSING_FILE,
                        "store.incomplete-partition",
                        "a manifest without its data file",
                        "a file of " + version.rows() + " rows and " + version.bytes() + " bytes"));
    }

    /** Decodes all rows and looks whether they may stand here. */
    private Partition decode(byte[] content, Path directory, PartitionKey key) {
        Path file = directory.resolve(HomePartitions.FILE);
        SealedFile form = new SealedFile(set(key.set()));
        long rows = FeatureFile.requireOwn(content, file, form, key.symbol());
        Partition partition = FeatureFile.read(content, file, form, key.symbol(), rows);
        long[] sequences = new long[partition.size()];
        for (int i = 0; i < partition.size(); i++) {
            // Making the row refuses one that was known before its time.
            dev.barque.core.feature.FeatureRow row = partition.row(i);
            if (!UtcMicros.utcDate(row.eventMicros()).equals(key.date())) {
                throw StoreErrors.corruptFile(file, "row " + (i + 1) + " is about " + row.eventTime(), null);
            }
            sequences[i] = row.sequence();
        }
        Arrays.sort(sequences);
        for (int i = 0; i < sequences.length; i++) {
            if (sequences[i] < 1 || (i > 0 && sequences[i] == sequences[i - 1])) {
                throw StoreErrors.corruptFile(file, "the sequence number " + sequences[i] + " is not one row's", null);
            }
        }
        return partition;
    }

    private FeatureSet set(FeatureSetId id) {
        return sets.computeIfAbsent(id, registry::recorded)
                .orElseThrow(() -> new BarqueException(
                        "store.changed-schema",
                        dev.barque.core.error.Concern.DATA,
                        "no record of the feature set " + id + " in feature_sets"));
    }

    private Optional<Manifest> manifest(Path directory, PartitionKey key) throws IOException {
        return Manifest.read(files, directory, key);
    }

    private static boolean isOfAnotherPlace(byte[] content, Path directory, PartitionKey key) {
        try {
            Map<String, String> notes = ParquetFile.notes(content, directory);
            return notes.containsKey(FeatureFile.SYMBOL_KEY)
                    && !(key.symbol().value().equals(notes.get(FeatureFile.SYMBOL_KEY))
                            && key.date().toString().equals(notes.get(FeatureFile.DATE_KEY))
                            && key.set().value().equals(notes.get(FeatureFile.SET_KEY)));
        } catch (BarqueException e) {
            return false;
        }
    }

    /** What an error of reading says about the partition. */
    private Result of(Path directory, PartitionKey key, BarqueException problem) {
        if (problem.code().equals("store.cannot-read")) {
            return Result.of(
                    FileCondition.UNREADABLE, problem.code(), String.valueOf(problem.getMessage()), "a file to read");
        }
        return Result.of(
                isManifestOfAnotherPlace(directory, key) ? FileCondition.WRONG_PLACE : FileCondition.DAMAGED,
                problem.code(),
                String.valueOf(problem.getMessage()),
                "a whole partition");
    }

    private boolean isManifestOfAnotherPlace(Path directory, PartitionKey key) {
        try {
            Map<String, Object> json = Json.parse(WholeFile.read(files, directory.resolve(Manifest.FILE)));
            return json.get("symbol") instanceof String symbol
                    && json.get("date") instanceof String date
                    && json.get("feature_set_id") instanceof String set
                    && !(symbol.equals(key.symbol().value())
                            && date.equals(key.date().toString())
                            && set.equals(key.set().value()));
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Result unreadable(IOException e) {
        return Result.of(
                FileCondition.UNREADABLE,
                "store.cannot-read",
                Objects.requireNonNull(StoreErrors.reason(e)),
                "a file that may be read");
    }
}
