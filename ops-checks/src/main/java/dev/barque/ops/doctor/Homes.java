package dev.barque.ops.doctor;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import dev.barque.store.l1.L1Files;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What directories say about homes, without opening any. */
final class Homes {
    private static final int MOST_NEIGHBOURS = 50;
    private static final List<String> PARTS = List.of("data", "data_l1", "log", "feature_sets", "decisions");
    private static final String SYMBOL = "symbol=";

    private Homes() {}

    /** Whether a directory has anything of a home. */
    static boolean isOne(Path directory) {
        return PARTS.stream().anyMatch(part -> Files.isDirectory(directory.resolve(part)));
    }

    /** Homes in a directory and beside it. */
    static List<Path> near(Path home) {
        List<Path> found = new ArrayList<>();
        Path parent = home.getParent();
        for (Path folder : parent == null ? List.of(home) : List.of(home, parent)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(Files::isDirectory)
                        .sorted()
                        .limit(MOST_NEIGHBOURS)
                        .filter(entry -> !entry.equals(home) && isOne(entry))
                        .forEach(found::add);
            } catch (IOException e) {
                // What cannot be listed has nothing to offer.
            }
        }
        return found;
    }

    /** Whether another home has bars or sealed features of a symbol on a date. */
    static boolean has(Path home, Symbol symbol, LocalDate date) {
        try {
            return symbols(home, date).contains(symbol.value())
                    || L1Files.ofHome(home).build().symbols(date).contains(symbol);
        } catch (BarqueException e) {
            return false;
        }
    }

    /** The symbols that have sealed features on a date. */
    static Set<String> symbols(Path home, LocalDate date) {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> entries = Files.list(home.resolve("data").resolve("date=" + date))) {
            entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.startsWith(SYMBOL))
                    .map(name -> decoded(name.substring(SYMBOL.length())))
                    .forEach(names::add);
        } catch (IOException e) {
            // A date without a directory has none.
        }
        return names;
    }

    /** Percent-encoded, and a plus is a plus. */
    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
