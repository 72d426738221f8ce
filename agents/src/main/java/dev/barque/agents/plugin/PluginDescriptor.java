package dev.barque.agents.plugin;

import java.util.List;
import java.util.Objects;

/**
 * What a provider makes, readable without making it.
 *
 * @param id unique among the parts of its kind: lower case letters, digits and dashes, such as {@code stale-data}
 * @param version of its rules
 * @param meaning what it does, in a sentence for people
 * @param parameters what can be set on it
 */
public record PluginDescriptor(String id, String version, String meaning, List<PluginParameter> parameters) {
    /** Copies the list; refuses an id of another form. */
    public PluginDescriptor {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(meaning, "meaning");
        parameters = List.copyOf(parameters);
        if (!id.matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "The id of a plug-in must be lower case letters, digits and dashes but was '" + id + "'");
        }
    }
}
