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
 * @param inputs what it cannot do without: of an agent or a composer the features that it reads, by their names; of an engine
 *     some of {@link EngineProvider#BARS}, {@link EngineProvider#OPTION_CHAIN}, {@link EngineProvider#NEWS}; of a guard
 *     nothing, since it sees what every guard sees
 */
public record PluginDescriptor(
        String id, String version, String meaning, List<PluginParameter> parameters, List<String> inputs) {
    /** Copies the lists; refuses an id of another form. */
    public PluginDescriptor {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(meaning, "meaning");
        parameters = List.copyOf(parameters);
        inputs = List.copyOf(inputs);
        if (!id.matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "The id of a plug-in must be lower case letters, digits and dashes but was '" + id + "'");
        }
    }

    /** Of a part that declares no inputs. */
    public PluginDescriptor(String id, String version, String meaning, List<PluginParameter> parameters) {
        this(id, version, meaning, parameters, List.of());
    }
}
