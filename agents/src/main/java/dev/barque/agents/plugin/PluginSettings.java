package dev.barque.agents.plugin;

import dev.barque.agents.plugin.PluginParameter.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values for the parameters of a part: complete and within their bounds. */
public final class PluginSettings {
    private final Map<String, String> values;

    private PluginSettings(Map<String, String> values) {
        this.values = values;
    }

    /** What stands in {@code given}, and for the rest what holds when nothing is set; every problem is told at once. */
    public static PluginSettings of(PluginDescriptor descriptor, Map<String, String> given) {
        List<String> problems = problems(descriptor, given);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "The settings of '" + descriptor.id() + "' cannot be used: " + String.join("; ", problems));
        }
        Map<String, String> all = new LinkedHashMap<>();
        for (PluginParameter parameter : descriptor.parameters()) {
            all.put(parameter.name(), given.getOrDefault(parameter.name(), parameter.whenAbsent()));
        }
        return new PluginSettings(all);
    }

    /** The settings of who sets nothing. */
    public static PluginSettings defaults(PluginDescriptor descriptor) {
        return of(descriptor, Map.of());
    }

    /** What is wrong with values, one sentence each; empty when they can be used. */
    public static List<String> problems(PluginDescriptor descriptor, Map<String, String> given) {
        List<String> problems = new ArrayList<>();
        List<String> names =
                descriptor.parameters().stream().map(PluginParameter::name).toList();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                problems.add(name + " is no parameter of it, there are " + names);
            }
        }
        for (PluginParameter parameter : descriptor.parameters()) {
            String value = given.getOrDefault(parameter.name(), parameter.whenAbsent());
            if (value.isEmpty() && parameter.kind() != Kind.TEXT) {
                problems.add(parameter.name() + " has to be set: " + parameter.meaning());
            } else if (parameter.kind() != Kind.TEXT && !isWithin(parameter, value)) {
                problems.add(parameter.name() + " must be a " + (parameter.kind() == Kind.WHOLE ? "whole " : "")
                        + "number from " + plain(parameter.least()) + " to " + plain(parameter.most()) + " but was '"
                        + value + "'");
            }
        }
        return problems;
    }

    /** A number. */
    public double number(String name) {
        return Double.parseDouble(text(name));
    }

    /** A whole number. */
    public long whole(String name) {
        return Long.parseLong(text(name));
    }

    /** A text, or a number as it was given. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No parameter " + name + "; there are " + values.keySet());
        }
        return value;
    }

    private static boolean isWithin(PluginParameter parameter, String value) {
        try {
            double number = parameter.kind() == Kind.WHOLE ? Long.parseLong(value) : Double.parseDouble(value);
            return number >= parameter.least() && number <= parameter.most();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
