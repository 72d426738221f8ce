package dev.barque.profiles;

import dev.barque.agents.reliability.ReliabilityRules;
import dev.barque.agents.standard.VotingSettings;
import dev.barque.profiles.internal.Nearest;
import dev.barque.profiles.internal.YamlNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One reading of one text: collects what it says and all that is wrong with it. */
final class Reading {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Keys that hold no number, by their section; those with numbers stand in {@link NumberKey}. */
    private static final Map<String, List<String>> OTHER_KEYS = Map.of(
            "",
            List.of(
                    "name",
                    "base",
                    "agents",
                    "quorum",
                    "threshold_by_agent",
                    "reliability",
                    "size",
                    "time_stop",
                    "stop",
                    "guards"),
            "reliability",
            List.of("mode", "weights"),
            "stop",
            List.of("zone"));

    private final Problems problems;
    private final PartReading parts;
    private final Map<NumberKey, Double> numbers = new EnumMap<>(NumberKey.class);
    private final Map<NumberKey, YamlNode> places = new EnumMap<>(NumberKey.class);

    Reading(ProfileParts known, Problems problems) {
        this.problems = problems;
        parts = new PartReading(known, problems);
    }

    /** What the text says; empty, or not to be used, where something is wrong with it. */
    Optional<ProfileSettings> settings(YamlNode root) {
        if (!(root instanceof YamlNode.Mapping mapping)) {
            problems.at(root, "", "keys with values, of which name and base are needed", "");
            return Optional.empty();
        }
        Map<String, YamlNode> top = fields("", mapping);
        requireKeys(mapping, top);
        @Nullable YamlNode nameNode = top.get("name");
        String name = nameNode == null ? "" : name(nameNode);
        ProfileBase base = choice(top, "", "base", ProfileBase.values(), ProfileBase.V1);
        ProfileSettings defaults = ProfileSettings.of(base);
        for (NumberKey key : NumberKey.values()) {
            numbers.put(key, key.of(defaults));
        }
        numbers("", top);
        List<ProfilePart> agents = parts.agents(top.get("agents"), base, defaults.agents());
        section(top, "quorum");
        Map<String, YamlNode> reliability = section(top, "reliability");
        section(top, "size");
        section(top, "time_stop");
        Map<String, YamlNode> stop = section(top, "stop");
        Map<String, Double> thresholds =
                byAgent(top.get("threshold_by_agent"), "threshold_by_agent", agents, NumberKey.THRESHOLD.bounds());
        Map<String, Double> weights =
                byAgent(reliability.get("weights"), "reliability.weights", agents, NumberKey.Bounds.of(0, 100));
        ReliabilitySettings.Mode mode = choice(
                reliability,
                "reliability.",
                "mode",
                ReliabilitySettings.Mode.values(),
                defaults.reliability().mode());
        VotingSettings.Zone zone = choice(
                stop,
                "stop.",
                "zone",
                VotingSettings.Zone.values(),
                defaults.voting().stop().zone());
        List<ProfilePart> guards = parts.guards(top.get("guards"));
        crossChecks(top, agents);
        if (problems.any()) {
            return Optional.empty();
        }
        ProfileSettings settings =
                new ProfileSettings(name, base, agents, voting(thresholds, zone), reliability(mode, weights), guards);
        if (nameNode != null) {
            requireOwnName(nameNode, settings);
        }
        return Optional.of(settings);
    }

    private VotingSettings voting(Map<String, Double> thresholds, VotingSettings.Zone zone) {
        return new VotingSettings(
                whole(NumberKey.AT_LEAST),
                number(NumberKey.MORE_THAN),
                number(NumberKey.EDGE),
                number(NumberKey.THRESHOLD),
                thresholds,
                new VotingSettings.Size(
                        number(NumberKey.SIZE_LARGEST),
                        number(NumberKey.SIZE_SMALLEST),
                        number(NumberKey.SIZE_UNKNOWN),
                        number(NumberKey.BEST_AMIHUD),
                        number(NumberKey.WORST_AMIHUD),
                        number(NumberKey.CONFIDENCE_BASE),
                        number(NumberKey.CONFIDENCE_MOST)),
                new VotingSettings.TimeStop(
                        number(NumberKey.CALM_BARS),
                        whole(NumberKey.LEAST_BARS),
                        whole(NumberKey.MOST_BARS),
                        number(NumberKey.UNKNOWN_FLIP)),
                new VotingSettings.Stop(zone, number(NumberKey.BEYOND_BPS), number(NumberKey.FALLBACK_BPS)));
    }

    private ReliabilitySettings reliability(ReliabilitySettings.Mode mode, Map<String, Double> weights) {
        long halfLife = Math.round(number(NumberKey.HALF_LIFE_DAYS) * NumberKey.MILLIS_PER_DAY);
        return new ReliabilitySettings(
                mode,
                weights,
                whole(NumberKey.HORIZON_BARS),
                number(NumberKey.LEAST_MOVE_BPS),
                new ReliabilityRules(
                        number(NumberKey.PRIOR_WINS),
                        number(NumberKey.PRIOR_LOSSES),
                        Duration.ofMillis(halfLife),
                        number(NumberKey.WEIGHT_FLOOR),
                        number(NumberKey.WEIGHT_CEILING),
                        number(NumberKey.LEAST_CONFIDENCE)));
    }

    /** What holds between keys; bounds of each by itself have been checked. */
    private void crossChecks(Map<String, YamlNode> top, List<ProfilePart> agents) {
        atMost(NumberKey.SIZE_SMALLEST, NumberKey.SIZE_LARGEST);
        atMost(NumberKey.SIZE_UNKNOWN, NumberKey.SIZE_LARGEST);
        atMost(NumberKey.LEAST_BARS, NumberKey.MOST_BARS);
        if (number(NumberKey.BEST_AMIHUD) >= number(NumberKey.WORST_AMIHUD)) {
            between(NumberKey.BEST_AMIHUD, "less than ", NumberKey.WORST_AMIHUD);
        }
        @Nullable YamlNode at = places.getOrDefault(NumberKey.AT_LEAST, top.get("agents"));
        if (at != null && !problems.about("agents") && number(NumberKey.AT_LEAST) > agents.size()) {
            problems.at(
                    at.line(),
                    at.column(),
                    NumberKey.AT_LEAST.path(),
                    NumberKey.text(number(NumberKey.AT_LEAST)) + " of " + agents.size() + " agents",
                    "no more than there are agents, or no trade could ever be made",
                    "");
        }
    }

    private void atMost(NumberKey key, NumberKey other) {
        if (number(key) > number(other)) {
            between(key, "at most ", other);
        }
    }

    /** Told where the text says one of them; the other one may be the base's. */
    private void between(NumberKey key, String relation, NumberKey other) {
        @Nullable YamlNode own = places.get(key);
        @Nullable YamlNode at = own == null ? places.get(other) : own;
        if (at != null) {
            problems.at(
                    at.line(),
                    at.column(),
                    key.path(),
                    NumberKey.text(number(key)),
                    relation + other.path() + ", which is " + NumberKey.text(number(other)),
                    "");
        }
    }

    private String name(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar
                && NAME.matcher(scalar.text()).matches()) {
            return scalar.text();
        }
        problems.at(node, "name", "1 to 64 letters, digits, dots, dashes and underscores, a letter or digit first", "");
        return "";
    }

    /** Nobody who reads a decision of V1 is to be told of another one. */
    private void requireOwnName(YamlNode node, ProfileSettings settings) {
        for (ProfileBase shipped : ProfileBase.values()) {
            boolean taken = settings.name().equalsIgnoreCase(shipped.name());
            if (taken && !ProfileText.of(settings).equals(ProfileText.of(ProfileSettings.of(shipped)))) {
                problems.at(
                        node, "name", "another name, since " + shipped + " ships and is not what this file says", "");
            }
        }
    }

    private void requireKeys(YamlNode.Mapping mapping, Map<String, YamlNode> top) {
        for (String key : List.of("name", "base")) {
            if (!top.containsKey(key)) {
                problems.at(mapping.line(), mapping.column(), key, "nothing", "this key, which has no default", "");
            }
        }
    }

    private Map<String, YamlNode> section(Map<String, YamlNode> top, String name) {
        @Nullable YamlNode node = top.get(name);
        if (node == null) {
            return Map.of();
        }
        if (node instanceof YamlNode.Mapping mapping) {
            Map<String, YamlNode> fields = fields(name + ".", mapping);
            numbers(name, fields);
            return fields;
        }
        problems.at(node, name, "some of the keys " + String.join(", ", keys(name)), "");
        return Map.of();
    }

    /** The values of a mapping by their key; keys that are unknown or repeated are reported. */
    private Map<String, YamlNode> fields(String path, YamlNode.Mapping mapping) {
        String section = path.isEmpty() ? "" : path.substring(0, path.length() - 1);
        List<String> known = keys(section);
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                problems.at(
                        entry.line(),
                        entry.column(),
                        path + entry.key(),
                        "a key that nobody knows",
                        "one of " + String.join(", ", known),
                        misplaced(entry.key()).orElseGet(() -> Nearest.hint(entry.key(), known)));
            } else if (fields.putIfAbsent(entry.key(), entry.value()) != null) {
                problems.repeated(entry, path);
            }
        }
        return fields;
    }

    private static Optional<String> misplaced(String key) {
        return Stream.concat(
                        Arrays.stream(NumberKey.values()).map(NumberKey::path),
                        OTHER_KEYS.entrySet().stream()
                                .flatMap(e -> e.getValue().stream()
                                        .map(k -> e.getKey().isEmpty() ? k : e.getKey() + "." + k)))
                .filter(path -> path.equals(key) || path.endsWith("." + key))
                .findFirst()
                .map(path -> path.contains(".")
                        ? "It belongs under " + path.substring(0, path.indexOf('.')) + ":"
                        : "It belongs at the top, without indentation.");
    }

    private static List<String> keys(String section) {
        return Stream.concat(
                        OTHER_KEYS.getOrDefault(section, List.of()).stream(),
                        NumberKey.in(section).stream().map(NumberKey::key))
                .toList();
    }

    private void numbers(String section, Map<String, YamlNode> fields) {
        for (NumberKey key : NumberKey.in(section)) {
            @Nullable YamlNode node = fields.get(key.key());
            if (node != null) {
                number(node, key.path(), key.bounds()).ifPresent(value -> {
                    numbers.put(key, value);
                    places.put(key, node);
                });
            }
        }
    }

    private Optional<Double> number(YamlNode node, String path, NumberKey.Bounds bounds) {
        if (node instanceof YamlNode.Scalar scalar && scalar.isNumber()) {
            Optional<Double> value = finite(scalar.text());
            if (value.isPresent() && bounds.allow(value.get())) {
                // There is one zero only.
                return Optional.of(value.get() + 0.0);
            }
        }
        problems.at(node, path, bounds.expected(), "");
        return Optional.empty();
    }

    private static Optional<Double> finite(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private <T extends Enum<T>> T choice(
            Map<String, YamlNode> fields, String path, String key, T[] values, T otherwise) {
        @Nullable YamlNode node = fields.get(key);
        if (node == null) {
            return otherwise;
        }
        // Names of profiles are upper case, all other words are lower case.
        boolean upper = otherwise instanceof ProfileBase;
        List<String> words = Arrays.stream(values)
                .map(value -> upper ? value.name() : value.name().toLowerCase(Locale.ROOT))
                .toList();
        String found = node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
        int index = words.indexOf(found);
        if (index < 0) {
            problems.at(node, path + key, "one of " + String.join(", ", words), Nearest.hint(found, words));
            return otherwise;
        }
        return values[index];
    }

    private Map<String, Double> byAgent(
            @Nullable YamlNode node, String path, List<ProfilePart> agents, NumberKey.Bounds bounds) {
        if (node == null) {
            return Map.of();
        }
        List<String> ids = agents.stream().map(ProfilePart::id).toList();
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.at(node, path, "a number for each of " + String.join(", ", ids) + " that differs", "");
            return Map.of();
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!ids.contains(entry.key())) {
                problems.at(
                        entry.line(),
                        entry.column(),
                        path + "." + entry.key(),
                        "an agent that this profile does not ask",
                        ids.isEmpty() ? "an agent" : "one of " + String.join(", ", ids),
                        Nearest.hint(entry.key(), ids));
            } else if (values.containsKey(entry.key())) {
                problems.repeated(entry, path + ".");
            } else {
                number(entry.value(), path + "." + entry.key(), bounds)
                        .ifPresent(value -> values.put(entry.key(), value));
            }
        }
        return values;
    }

    private double number(NumberKey key) {
        return numbers.getOrDefault(key, Double.NaN);
    }

    private int whole(NumberKey key) {
        return (int) number(key);
    }
}
