package dev.barque.ops.backup;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of files in a home that can be restored everywhere and nowhere but below the home. The same rule holds when a backup is made
 * and when one is read, so that none is made that will be refused.
 */
final class MemberNames {
    private static final int MOST_BYTES = 1_024;
    private static final int MOST_BYTES_OF_PART = 255;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    private final Map<String, String> seen = new HashMap<>();

    /** What is wrong with a name by itself; empty when nothing is. */
    static String problem(String name) {
        if (name.isEmpty()) {
            return "it is empty";
        }
        if (name.startsWith("/") || name.startsWith("\\") || DRIVE.matcher(name).matches()) {
            return "it is absolute";
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return "it has more than " + MOST_BYTES + " bytes";
        }
        if (name.chars().anyMatch(c -> c < 0x20 || c == 0x7F || c == '\\' || c == 0xFFFD)) {
            return "it has a backslash or a control character";
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return "it has a part '" + part + "'";
            }
            if (part.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES_OF_PART) {
                return "a part of it has more than " + MOST_BYTES_OF_PART + " bytes";
            }
        }
        return "";
    }

    /** What is wrong with one more name, by itself or beside those before it; empty when nothing is. */
    String add(String name) {
        String problem = problem(name);
        if (!problem.isEmpty()) {
            return problem;
        }
        String folded = fold(name);
        String other = seen.put(folded, name);
        if (other != null) {
            return other.equals(name) ? "it is there twice" : "it is '" + other + "' where case does not count";
        }
        // A directory is entered with a slash at its end, so that a file of the same name is seen to be in its way.
        for (int slash = folded.indexOf('/'); slash >= 0; slash = folded.indexOf('/', slash + 1)) {
            String directory = name.substring(0, slash);
            if (seen.containsKey(folded.substring(0, slash))) {
                return "a file lies where its directory '" + directory + "' has to be";
            }
            String spelt = seen.putIfAbsent(folded.substring(0, slash + 1), directory);
            if (spelt != null && !spelt.equals(directory)) {
                return "its directory is '" + spelt + "' where case does not count";
            }
        }
        return seen.containsKey(folded + "/") ? "a directory has the same name" : "";
    }

    private static String fold(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
