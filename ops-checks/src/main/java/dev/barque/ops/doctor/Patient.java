package dev.barque.ops.doctor;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.BarSource;
import dev.barque.ops.CheckContext;
import dev.barque.ops.checks.data.DataHome;
import dev.barque.store.ParquetFeatureStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the doctor looks at. */
final class Patient {
    private final CheckContext context;
    private final DataHome home;

    Patient(CheckContext context) {
        this.context = context;
        home = context.get(DataHome.class);
    }

    DataHome home() {
        return home;
    }

    Path directory() {
        return home.directory();
    }

    Instant now() {
        return context.clock().instant();
    }

    CheckContext context() {
        return context;
    }

    <T> Optional<T> find(Class<T> type) {
        return context.has(type) ? Optional.of(context.get(type)) : Optional.empty();
    }

    /** The bars of the home; Lacking where the host gave none. */
    BarSource bars() {
        return find(BarSource.class).orElseThrow(() -> new Examination.Lacking("no source of bars was given"));
    }

    Optional<TradingCalendar> calendar() {
        return find(TradingCalendar.class);
    }

    /** The sets that the host declares, over those that the home records. */
    Map<FeatureSetId, FeatureSet> sets() {
        Map<FeatureSetId, FeatureSet> sets = new TreeMap<>();
        ParquetFeatureStore.recordedSets(directory(), Lookback.sameDate()).forEach(set -> sets.put(set.id(), set));
        find(FeatureSet.class).ifPresent(set -> sets.put(set.id(), set));
        find(DeclaredSets.class)
                .ifPresent(declared -> declared.byProfile().values().forEach(set -> sets.put(set.id(), set)));
        return new LinkedHashMap<>(sets);
    }

    /** What computes a set, as options of a command; empty where nobody says. */
    String[] profileOptions(FeatureSetId set) {
        return find(DeclaredSets.class).stream()
                .flatMap(declared -> declared.byProfile().entrySet().stream())
                .filter(each -> each.getValue().id().equals(set))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .map(profile -> new String[] {"--profile", profile})
                .orElse(new String[0]);
    }

    /** The store with all of these sets, for reading. */
    ParquetFeatureStore store(Map<FeatureSetId, FeatureSet> sets) {
        ParquetFeatureStore.Builder builder =
                ParquetFeatureStore.builder(directory()).fileAccess(home.files());
        sets.values().forEach(builder::set);
        return builder.openReadOnly();
    }

    /** A command on this home. */
    String command(String verb, String... options) {
        return line(verb) + " --home " + quoted(directory().toString())
                + (options.length == 0 ? "" : " " + joined(options));
    }

    /** A command as it is typed; a word with blanks in it that is a verb stays as it is when it comes first. */
    static String line(String... words) {
        String[] rest = new String[words.length - 1];
        System.arraycopy(words, 1, rest, 0, rest.length);
        return "barque " + words[0] + (rest.length == 0 ? "" : " " + joined(rest));
    }

    private static String joined(String... words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(line.length() == 0 ? "" : " ").append(quoted(word));
        }
        return line.toString();
    }

    /** For a POSIX shell. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=,+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
