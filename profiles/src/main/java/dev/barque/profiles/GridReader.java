package dev.barque.profiles;

import dev.barque.profiles.internal.Nearest;
import dev.barque.profiles.internal.ProfileErrors;
import dev.barque.profiles.internal.YamlFile;
import dev.barque.profiles.internal.YamlNode;
import dev.barque.profiles.internal.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads which settings a sweep tries, as profiles are read: whatever is wrong with a text is told at once, each with its line.
 *
 * <pre>{@code
 * vary:
 *   edge: [1, 1.2, 1.5]
 *   threshold: 0.5..0.6:0.05          # both ends, by steps
 *   agents: [[liquidity, sentiment], [hedge, liquidity, sentiment]]
 * random: 20                          # so many of the combinations, not all
 * seed: 7
 * }</pre>
 */
public final class GridReader {
    private static final List<String> KEYS = List.of("vary", "random", "seed");

    private final Problems problems = new Problems();

    private GridReader() {}

    /**
     * The grid in a file. Throws {@link InvalidProfileException} when it cannot be used, and {@code profiles.cannot-read} when the
     * file cannot be read, is larger than 1 MiB or is not UTF-8.
     */
    public static SweepGrid file(Path file) {
        return text(file.toString(), YamlFile.read("grid", file));
    }

    /**
     * The grid in a text. Throws {@link InvalidProfileException} when it cannot be used.
     *
     * @param where what messages call it, such as the name of its file
     * @param yaml the text
     */
    public static SweepGrid text(String where, String yaml) {
        GridReader reader = new GridReader();
        Optional<SweepGrid> grid;
        try {
            grid = reader.grid(YamlText.parse(yaml).orElseGet(() -> new YamlNode.Scalar(1, 1, "", false)));
        } catch (YamlText.Unreadable e) {
            grid = Optional.empty();
            reader.problems.at(e.line(), e.column(), "", e.found(), e.expected(), "");
        }
        if (reader.problems.any()) {
            List<ProfileProblem> all = reader.problems.inOrder();
            throw new InvalidProfileException(ProfileErrors.invalid("grid", where, all), all);
        }
        return grid.orElseThrow();
    }

    private Optional<SweepGrid> grid(YamlNode root) {
        if (!(root instanceof YamlNode.Mapping mapping)) {
            problems.at(root, "", "keys with values, of which vary is needed", "");
            return Optional.empty();
        }
        Map<String, YamlNode> top = fields("", mapping);
        top.keySet().stream().filter(key -> !KEYS.contains(key)).forEach(key -> unknown(mapping, key));
        @Nullable YamlNode vary = top.get("vary");
        if (vary == null) {
            problems.at(mapping.line(), mapping.column(), "vary", "nothing", "this key, which has no default", "");
        }
        Map<String, List<String>> axes = vary == null ? Map.of() : axes(vary);
        OptionalLong random = whole(top.get("random"), "random", 1, 100_000);
        OptionalLong seed = whole(top.get("seed"), "seed", 0, Long.MAX_VALUE);
        OptionalInt draws = random.isPresent() ? OptionalInt.of((int) random.getAsLong()) : OptionalInt.empty();
        return problems.any() ? Optional.empty() : Optional.of(new SweepGrid(axes, draws, seed));
    }

    private void unknown(YamlNode.Mapping mapping, String key) {
        mapping.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .forEach(entry -> problems.at(
                        entry.line(),
                        entry.column(),
                        key,
                        "a key that nobody knows",
                        "one of " + String.join(", ", KEYS),
                        Nearest.hint(key, KEYS)));
    }

    private Map<String, YamlNode> fields(String path, YamlNode.Mapping mapping) {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            if (fields.putIfAbsent(entry.key(), entry.value()) != null) {
                problems.repeated(entry, path);
            }
        }
        return fields;
    }

    private Map<String, List<String>> axes(YamlNode vary) {
        Map<String, List<String>> axes = new LinkedHashMap<>();
        if (!(vary instanceof YamlNode.Mapping mapping) || mapping.entries().isEmpty()) {
            problems.at(vary, "vary", "keys of a profile, each with a list of values", "");
            return axes;
        }
        fields("vary.", mapping).forEach((key, node) -> {
            List<String> values = new ArrayList<>();
            if (node instanceof YamlNode.Sequence list && !list.items().isEmpty()) {
                list.items().forEach(item -> value(item, "vary." + key).ifPresent(values::add));
            } else {
                value(node, "vary." + key).ifPresent(values::add);
            }
            axes.put(key, values);
        });
        return axes;
    }

    /** A word or number, or a list of words that are one value together. */
    private Optional<String> value(YamlNode node, String path) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
            return Optional.of(scalar.text());
        }
        if (node instanceof YamlNode.Sequence list
                && !list.items().isEmpty()
                && list.items().stream().allMatch(GridReader::isWord)) {
            return Optional.of(list.items().stream()
                    .map(item -> ((YamlNode.Scalar) item).text())
                    .collect(Collectors.joining("+")));
        }
        problems.at(node, path, "values, such as [1, 1.2, 1.5] or 0.5..0.7:0.05", "");
        return Optional.empty();
    }

    private static boolean isWord(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && !scalar.text().isBlank();
    }

    private OptionalLong whole(@Nullable YamlNode node, String key, long least, long most) {
        if (node == null) {
            return OptionalLong.empty();
        }
        if (node instanceof YamlNode.Scalar scalar && scalar.isNumber()) {
            try {
                long value = Long.parseLong(scalar.text());
                if (value >= least && value <= most) {
                    return OptionalLong.of(value);
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
        }
        problems.at(node, key, "a whole number from " + least + " to " + most, "");
        return OptionalLong.empty();
    }
}
