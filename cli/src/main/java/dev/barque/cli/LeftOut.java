package dev.barque.cli;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The checks that were not asked, in one line. */
final class LeftOut {
    private LeftOut() {}

    /** By what they lack; says so too when there are none. */
    static String line(Map<String, Set<Class<?>>> lacking) {
        if (lacking.isEmpty()) {
            return "No check was left out.";
        }
        return "Left out, as a home alone does not have what they look at: "
                + lacking.entrySet().stream()
                        .map(each -> each.getKey() + " (" + names(each.getValue()) + ")")
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String names(Set<Class<?>> types) {
        return types.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "));
    }
}
