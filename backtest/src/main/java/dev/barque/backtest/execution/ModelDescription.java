package dev.barque.backtest.execution;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A model that can be asked for by name, as in {@code sqrt-impact:y=0.8}.
 *
 * @param name lower case
 * @param meaning for people, with formula and source
 * @param parameters in their order
 */
public record ModelDescription(String name, String meaning, List<Parameter> parameters) {
    /** Keeps a copy of the list. */
    public ModelDescription {
        parameters = List.copyOf(parameters);
    }

    /** The name with every parameter at its default. */
    public String usage() {
        return name
                + parameters.stream()
                        .map(p -> ":" + p.name() + "=" + Terms.text(p.standard()))
                        .collect(Collectors.joining());
    }

    /**
     * A number that can be set.
     *
     * @param name lower case
     * @param standard its value where none is said
     * @param least the least that is taken
     * @param most the most that is taken
     */
    public record Parameter(String name, double standard, double least, double most) {}
}
