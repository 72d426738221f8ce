package dev.barque.profiles;

import dev.barque.profiles.internal.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one text. */
final class Problems {
    private final List<ProfileProblem> found = new ArrayList<>();

    boolean any() {
        return !found.isEmpty();
    }

    /** Whether something is wrong with a key. */
    boolean about(String key) {
        return found.stream().anyMatch(problem -> problem.key().equals(key));
    }

    /** In the order of the text. */
    List<ProfileProblem> inOrder() {
        List<ProfileProblem> ordered = new ArrayList<>(found);
        ordered.sort(Comparator.comparingInt(ProfileProblem::line).thenComparingInt(ProfileProblem::column));
        return List.copyOf(ordered);
    }

    void at(int line, int column, String key, String what, String expected, String hint) {
        found.add(new ProfileProblem(line, column, key, what, expected, hint));
    }

    void at(YamlNode node, String key, String expected, String hint) {
        at(node.line(), node.column(), key, node.found(), expected, hint);
    }

    void repeated(YamlNode.Entry entry, String path) {
        at(entry.line(), entry.column(), path + entry.key(), "it a second time", "each key once", "");
    }
}
