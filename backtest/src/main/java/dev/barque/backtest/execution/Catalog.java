package dev.barque.backtest.execution;

import dev.barque.backtest.execution.ModelDescription.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Models of one kind by name; reads {@code name:key=number:key=number}. */
final class Catalog<T> {
    private final String kind;
    private final String example;
    private final Map<String, Entry<T>> entries = new LinkedHashMap<>();

    private record Entry<T>(ModelDescription description, Function<ToDoubleFunction<String>, T> factory) {}

    Catalog(String kind, String example) {
        this.kind = kind;
        this.example = example;
    }

    Catalog<T> add(
            String name, String meaning, Function<ToDoubleFunction<String>, T> factory, Parameter... parameters) {
        entries.put(name, new Entry<>(new ModelDescription(name, meaning, List.of(parameters)), factory));
        return this;
    }

    List<ModelDescription> descriptions() {
        return entries.values().stream().map(Entry::description).toList();
    }

    T read(String text) {
        String[] words = text.trim().split(":", -1);
        Entry<T> entry = entries.get(words[0].toLowerCase(Locale.ROOT));
        if (entry == null) {
            throw ExecutionErrors.unknownModel(kind, text, entries.keySet(), example);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String key = words[i].substring(0, Math.max(equals, 0)).toLowerCase(Locale.ROOT);
            Parameter parameter = entry.description().parameters().stream()
                    .filter(p -> p.name().equals(key))
                    .findFirst()
                    .orElseThrow(() -> ExecutionErrors.badParameter(
                            kind,
                            text,
                            "expected parameters as in " + entry.description().usage()));
            if (values.put(key, number(text, parameter, words[i].substring(equals + 1))) != null) {
                throw ExecutionErrors.badParameter(kind, text, key + " is said twice");
            }
        }
        for (Parameter parameter : entry.description().parameters()) {
            values.putIfAbsent(parameter.name(), parameter.standard());
        }
        try {
            return entry.factory().apply(key -> values.getOrDefault(key, Double.NaN));
        } catch (IllegalArgumentException e) {
            throw ExecutionErrors.badParameter(kind, text, String.valueOf(e.getMessage()));
        }
    }

    private double number(String text, Parameter parameter, String word) {
        double value;
        try {
            value = Double.parseDouble(word);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= parameter.least() && value <= parameter.most())) {
            throw ExecutionErrors.badParameter(
                    kind,
                    text,
                    parameter.name() + " must be a number from " + Terms.text(parameter.least()) + " to "
                            + Terms.text(parameter.most()) + " but was '" + word + "'");
        }
        return value;
    }
}
