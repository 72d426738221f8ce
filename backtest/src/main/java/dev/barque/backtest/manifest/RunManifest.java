package dev.barque.backtest.manifest;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a result came from, and its digest: enough to say later whether it still comes out. Immutable.
 *
 * @param codeVersion of Barque; information, since another version may well give the same result
 * @param java the virtual machine; information, since the result does not depend on it
 * @param inputs every file that was read, in the order of their paths
 * @param featureSet id of the features
 * @param featureFingerprint of their schema
 * @param calendar its id
 * @param calendarDigest SHA-256 over what it says of the dates of the run
 * @param configuration everything that was set, by name, in the order of names
 * @param parts what decided, in the order of kind and id
 * @param seed of everything random; 0 where nothing is
 * @param resultDigest see {@link RunDigest}
 */
public record RunManifest(
        String codeVersion,
        String java,
        List<InputFile> inputs,
        String featureSet,
        String featureFingerprint,
        String calendar,
        String calendarDigest,
        SortedMap<String, String> configuration,
        List<PartUse> parts,
        long seed,
        String resultDigest) {
    /** Name and version of the form in which a manifest is written. */
    public static final String FORM = "barque-manifest/1";

    /** Copies and sorts. */
    public RunManifest {
        Objects.requireNonNull(codeVersion, "codeVersion");
        Objects.requireNonNull(java, "java");
        Objects.requireNonNull(featureSet, "featureSet");
        Objects.requireNonNull(featureFingerprint, "featureFingerprint");
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(calendarDigest, "calendarDigest");
        Objects.requireNonNull(resultDigest, "resultDigest");
        inputs = inputs.stream().sorted(Comparator.comparing(InputFile::path)).toList();
        parts = parts.stream()
                .sorted(Comparator.comparing(PartUse::kind).thenComparing(PartUse::id))
                .toList();
        configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
    }

    /** One JSON document of {@link #FORM}; the same manifest gives the same bytes. */
    public String toJson() {
        return ManifestJson.write(this);
    }

    /**
     * Of JSON; throws {@code manifest.unreadable}.
     *
     * @param where what messages call it, such as the name of its file
     */
    public static RunManifest ofJson(String where, String json) {
        return ManifestJson.read(where, json);
    }

    /**
     * Requires each input to be what it was.
     *
     * @param now the file of a path today; empty when there is none
     * @throws dev.barque.core.error.BarqueException with code {@code manifest.input-changed} for the first that differs, naming
     *     it, what was expected and what was found
     */
    public void requireInputs(Function<String, Optional<InputFile>> now) {
        for (InputFile expected : inputs) {
            Optional<InputFile> found = now.apply(expected.path());
            if (found.isEmpty() || !found.get().equals(expected)) {
                throw ManifestErrors.inputChanged(expected, found);
            }
        }
    }

    /**
     * Requires a run to have read the files that this manifest names and no others, which could be rows or bars that were added.
     *
     * @throws dev.barque.core.error.BarqueException with code {@code manifest.other-input}
     */
    public void requireNoOthers(Collection<String> read) {
        TreeSet<String> others = new TreeSet<>(read);
        inputs.forEach(input -> others.remove(input.path()));
        if (!others.isEmpty()) {
            throw ManifestErrors.otherInput(others.first(), others.size());
        }
    }

    /**
     * Requires a run to be set up as this one was: features, calendar, configuration, parts and seed. Code and Java may differ.
     *
     * @throws dev.barque.core.error.BarqueException with code {@code manifest.other-setup} for the first that differs
     */
    public void requireSetupOf(RunManifest now) {
        SortedMap<String, String> expected = setup();
        SortedMap<String, String> found = now.setup();
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            if (!Objects.equals(expected.get(name), found.get(name))) {
                throw ManifestErrors.otherSetup(
                        name, expected.getOrDefault(name, "nothing"), found.getOrDefault(name, "nothing"));
            }
        }
    }

    private SortedMap<String, String> setup() {
        SortedMap<String, String> all = new TreeMap<>();
        all.put("feature set", featureSet);
        all.put("fingerprint of the feature set", featureFingerprint);
        all.put("calendar", calendar);
        all.put("digest of the calendar", calendarDigest);
        all.put("seed", Long.toString(seed));
        for (Map.Entry<String, String> each : configuration.entrySet()) {
            all.put("configuration " + each.getKey(), each.getValue());
        }
        for (PartUse part : parts) {
            all.put(part.kind() + " " + part.id(), "version " + part.version() + " " + part.sha256());
        }
        return all;
    }
}
