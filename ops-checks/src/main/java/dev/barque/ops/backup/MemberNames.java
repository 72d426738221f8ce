package dev.barque.ops.backup;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of files in a home that can be restored everywhere and nowhere but below the home. The same rule holds when a backup is made
 * and when one is read, so that none is made that will be refused.
 */
final class MemberNames {
    private static final int MOST_BYTES = 1_024;
    private static final int MOST_BYTES_OF_PART = 255;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    private final NameTable seen = new NameTable();
    /** The directory of the name before, which is entered with all above it. */
    private String lastDirectory = "";

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
        switch (seen.enter(folded, name)) {
            case SAME -> {
                return "it is there twice";
            }
            case OTHER -> {
                return "another name is the same where case does not count";
            }
            case NEW -> {}
        }
        problem = enterDirectories(name, folded);
        if (!problem.isEmpty()) {
            return problem;
        }
        return seen.has(folded + "/") ? "a directory has the same name" : "";
    }

    /** A directory is entered with a slash at its end, so that a file of the same name is seen to be in its way. */
    private String enterDirectories(String name, String folded) {
        int last = name.lastIndexOf('/');
        if (last < 0 || (last == lastDirectory.length() && name.startsWith(lastDirectory))) {
            return "";
        }
        // Folding keeps slashes, and may change how many letters are between them.
        String[] parts = folded.split("/", -1);
        int end = -1;
        StringBuilder above = new StringBuilder();
        for (int i = 0; i < parts.length - 1; i++) {
            end = name.indexOf('/', end + 1);
            above.append(parts[i]);
            String directory = name.substring(0, end);
            if (seen.has(above.toString())) {
                return "a file lies where its directory '" + directory + "' has to be";
            }
            above.append('/');
            if (seen.enter(above.toString(), directory) == NameTable.Entered.OTHER) {
                return "its directory '" + directory + "' is there with other letters, where case does not count";
            }
        }
        lastDirectory = name.substring(0, last);
        return "";
    }

    private static String fold(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
