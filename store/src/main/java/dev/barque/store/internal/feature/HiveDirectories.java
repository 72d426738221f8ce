package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureSetId;
import dev.barque.store.internal.StoreErrors;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Lists {@code ROOT/date=D/symbol=S/feature_set_id=F}. For diagnoses and scans, not for reads: a read knows its path.
 * Whoever lists names looks at a bounded number of directories, the latest dates first.
 */
final class HiveDirectories {
    /** A diagnosis names a few symbols; it does not pay for looking at millions. */
    private static final int MOST_DIRECTORIES = 20_000;

    private static final String DATE = "date=";
    private static final String SYMBOL = "symbol=";
    private static final String SET = "feature_set_id=";

    private final Path root;
    private final Function<String, Optional<String>> decode;

    /** {@code decode} turns the value of a directory into a name, empty when nobody of ours can have written it. */
    HiveDirectories(Path root, Function<String, Optional<String>> decode) {
        this.root = root;
        this.decode = decode;
    }

    /** The directory of a partition, from encoded values. */
    Path directory(LocalDate date, String symbol, String set) {
        return root.resolve(DATE + date).resolve(SYMBOL + symbol).resolve(SET + set);
    }

    /** All dates that have a directory. */
    NavigableSet<LocalDate> dates() {
        NavigableSet<LocalDate> dates = new TreeSet<>();
        for (Path directory : list(root, DATE)) {
            try {
                dates.add(LocalDate.parse(value(directory, DATE)));
            } catch (DateTimeParseException e) {
                // Not one of ours; whoever audits the home reports strange names.
            }
        }
        return dates;
    }

    /** Symbols that have a directory of a version, given as an encoded value. */
    List<String> symbols(String set) {
        return names(
                symbol -> Files.isDirectory(symbol.resolve(SET + set)) ? List.of(value(symbol, SYMBOL)) : List.of());
    }

    /** Versions that have a directory. */
    List<String> versions() {
        return names(symbol ->
                        list(symbol, SET).stream().map(path -> value(path, SET)).toList())
                .stream()
                .filter(HiveDirectories::isSetId)
                .toList();
    }

    private List<String> names(Function<Path, List<String>> ofSymbolDirectory) {
        TreeSet<String> names = new TreeSet<>();
        int seen = 0;
        for (LocalDate date : dates().descendingSet()) {
            // One entry at a time: there may be a million symbols, of which a diagnosis looks at a few.
            for (Path symbol : list(root.resolve(DATE + date), SYMBOL, MOST_DIRECTORIES - seen)) {
                seen++;
                ofSymbolDirectory.apply(symbol).stream()
                        .map(decode)
                        .flatMap(Optional::stream)
                        .forEach(names::add);
            }
            if (seen >= MOST_DIRECTORIES) {
                return List.copyOf(names);
            }
        }
        return List.copyOf(names);
    }

    private static List<Path> list(Path directory, String prefix) {
        return list(directory, prefix, Integer.MAX_VALUE);
    }

    private static List<Path> list(Path directory, String prefix, int most) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, prefix + "*")) {
            Iterator<Path> all = entries.iterator();
            while (found.size() < most && all.hasNext()) {
                found.add(all.next());
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            throw StoreErrors.cannotRead(directory, e instanceof IOException io ? io : new IOException(e));
        }
        found.sort(null);
        return found;
    }

    private static String value(Path directory, String prefix) {
        return String.valueOf(directory.getFileName()).substring(prefix.length());
    }

    private static boolean isSetId(String value) {
        try {
            FeatureSetId.of(value);
            return true;
        } catch (dev.barque.core.error.BarqueException e) {
            return false;
        }
    }
}
