package dev.barque.profiles;

import dev.barque.agents.plugin.PluginDescriptor;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.profiles.internal.Nearest;
import dev.barque.profiles.internal.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the lists of agents and guards. */
final class PartReading {
    private static final List<String> KEYS = List.of("id", "parameters");

    private final ProfileParts known;
    private final Problems problems;

    PartReading(ProfileParts known, Problems problems) {
        this.known = known;
        this.problems = problems;
    }

    /** The agents of a list; those of the base where there is none. */
    List<ProfilePart> agents(@Nullable YamlNode node, ProfileBase base, List<ProfilePart> otherwise) {
        if (node == null) {
            return otherwise;
        }
        List<ProfilePart> found = parts(node, "agents");
        List<String> ids = known.agentIds(base);
        for (ProfilePart part : found) {
            boolean ofBase = otherwise.stream().anyMatch(own -> own.id().equals(part.id()));
            Optional<PluginDescriptor> descriptor = known.agentDescriptor(part.id());
            if (ofBase && !part.parameters().isEmpty()) {
                problems.at(place(node, part.id()), "agents." + part.id(), "no parameters: it has none", "");
            } else if (!ofBase && descriptor.isEmpty()) {
                unknown(node, "agents", "agent", part.id(), ids);
            } else if (!ofBase) {
                settingsProblems(node, "agents", part, descriptor.orElseThrow());
            }
        }
        if (found.isEmpty() && !problems.any()) {
            problems.at(node, "agents", "at least one of " + String.join(", ", ids), "");
        }
        return found;
    }

    /** The guards of a list. */
    List<ProfilePart> guards(@Nullable YamlNode node) {
        List<ProfilePart> found = parts(node, "guards");
        for (ProfilePart part : found) {
            Optional<PluginDescriptor> descriptor = known.guardDescriptor(part.id());
            if (node != null && descriptor.isEmpty()) {
                unknown(node, "guards", "guard", part.id(), known.guardIds());
            } else if (node != null) {
                settingsProblems(node, "guards", part, descriptor.orElseThrow());
            }
        }
        return found;
    }

    private void unknown(YamlNode list, String path, String kind, String id, List<String> ids) {
        YamlNode at = place(list, id);
        problems.at(
                at.line(),
                at.column(),
                path,
                "the unknown " + kind + " '" + id + "'",
                ids.isEmpty() ? "none, as no " + kind + " is known here" : "one of " + String.join(", ", ids),
                Nearest.hint(id, ids));
    }

    private void settingsProblems(YamlNode list, String path, ProfilePart part, PluginDescriptor descriptor) {
        for (String problem : PluginSettings.problems(descriptor, part.parameters())) {
            YamlNode at = place(list, part.id());
            problems.at(at.line(), at.column(), path + "." + part.id(), "parameters that cannot be used", problem, "");
        }
    }

    /** Where a part stands in its list. */
    private static YamlNode place(YamlNode list, String id) {
        if (list instanceof YamlNode.Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                boolean named = item instanceof YamlNode.Mapping mapping
                        && mapping.entries().stream().anyMatch(entry -> isText(entry.value(), id));
                if (isText(item, id) || named) {
                    return item;
                }
            }
        }
        return list;
    }

    private static boolean isText(YamlNode node, String text) {
        return node instanceof YamlNode.Scalar scalar && scalar.text().equals(text);
    }

    /** A list of ids, each by itself or with parameters. */
    private List<ProfilePart> parts(@Nullable YamlNode node, String path) {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof YamlNode.Sequence sequence)) {
            problems.at(node, path, "a list, as: [" + (path.equals("agents") ? "liquidity, sentiment" : "") + "]", "");
            return List.of();
        }
        List<ProfilePart> found = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlNode item : sequence.items()) {
            part(item, path).ifPresent(part -> {
                if (ids.add(part.id())) {
                    found.add(part);
                } else {
                    problems.at(item.line(), item.column(), path, "'" + part.id() + "' a second time", "each once", "");
                }
            });
        }
        return found;
    }

    private Optional<ProfilePart> part(YamlNode item, String path) {
        if (item instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
            return Optional.of(ProfilePart.of(scalar.text()));
        }
        if (!(item instanceof YamlNode.Mapping mapping)) {
            problems.at(item, path, "an id, or an id with parameters", "");
            return Optional.empty();
        }
        String id = "";
        Map<String, String> parameters = Map.of();
        for (YamlNode.Entry entry : mapping.entries()) {
            if (entry.key().equals("id") && entry.value() instanceof YamlNode.Scalar scalar) {
                id = scalar.text();
            } else if (entry.key().equals("parameters") && entry.value() instanceof YamlNode.Mapping values) {
                parameters = parameters(values, path + ".parameters");
            } else if (KEYS.contains(entry.key())) {
                problems.at(
                        entry.value(),
                        path + "." + entry.key(),
                        entry.key().equals("id") ? "a word" : "names with values",
                        "");
            } else {
                problems.at(
                        entry.line(),
                        entry.column(),
                        path + "." + entry.key(),
                        "a key that nobody knows",
                        "one of id, parameters",
                        Nearest.hint(entry.key(), KEYS));
            }
        }
        if (id.isEmpty()) {
            problems.at(item.line(), item.column(), path + ".id", "nothing", "the id of one of the " + path, "");
            return Optional.empty();
        }
        return Optional.of(new ProfilePart(id, parameters));
    }

    private Map<String, String> parameters(YamlNode.Mapping mapping, String path) {
        Map<String, String> values = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!(entry.value() instanceof YamlNode.Scalar scalar)) {
                problems.at(entry.value(), path + "." + entry.key(), "a number or a text", "");
            } else if (values.putIfAbsent(entry.key(), scalar.text()) != null) {
                problems.repeated(entry, path + ".");
            }
        }
        return values;
    }
}
