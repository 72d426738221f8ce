package dev.barque.cli.internal.work;

import dev.barque.cli.internal.CliErrors;
import dev.barque.profiles.ProfileText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Settings put in the place of those of a profile: in its text, which is then read as any other, so that bounds and messages are
 * those of files.
 */
final class Overrides {
    private static final String LISTS = "agents guards";
    private static final String VARIED = "-varied";
    private static final int LONGEST_NAME = 64;

    private Overrides() {}

    /**
     * The profile with some keys of {@code barque profile show} set otherwise. Lists are joined by plus signs, such as
     * {@code agents=liquidity+sentiment}; {@code none} is an empty one. What is said of agents that are no longer asked goes with
     * them. Throws {@code profiles.invalid} for values that cannot be, {@code cli.no-such-setting} for other keys.
     */
    static ProfileChoice apply(ProfileChoice base, Map<String, String> settings) {
        if (settings.isEmpty()) {
            return base;
        }
        List<String> lines =
                new ArrayList<>(ProfileText.of(base.settings()).lines().toList());
        // A profile that ships and one that was changed may not have one name.
        String name = base.name() + VARIED;
        set(lines, "name", name.length() > LONGEST_NAME ? base.name() : name);
        settings.forEach((key, value) -> {
            if (!set(lines, key, value)) {
                throw CliErrors.noSuchSetting(
                        key, ProfileText.values(base.settings()).keySet());
            }
        });
        if (settings.containsKey("agents")) {
            List<String> asked = List.of(settings.get("agents").split("\\+", -1));
            dropOthers(lines, "threshold_by_agent:", asked);
            dropOthers(lines, "  weights:", asked);
        }
        String where = "the settings of the sweep";
        // Another word than the name: a profile that ships would be taken as it is.
        return new ProfileChoice(
                base.word() + " varied", ProfileChoice.reader().text(where, String.join("\n", lines) + "\n"));
    }

    private static boolean set(List<String> lines, String key, String value) {
        int at = find(lines, 0, lines.size(), key.contains(".") ? "" : key);
        String last = key;
        if (key.contains(".")) {
            int from = 0;
            int to = lines.size();
            String indent = "";
            String left = key;
            while (left.contains(".")) {
                int dot = left.indexOf('.');
                at = find(lines, from, to, indent + left.substring(0, dot));
                if (at < 0) {
                    return false;
                }
                from = at + 1;
                indent += "  ";
                to = end(lines, from, indent);
                left = left.substring(dot + 1);
            }
            last = indent + left;
            at = find(lines, from, to, last);
        }
        if (at < 0) {
            return false;
        }
        if (List.of(LISTS.split(" ", -1)).contains(key)) {
            lines.subList(at + 1, end(lines, at + 1, "  ")).clear();
            lines.set(at, key + ": [" + (value.equals("none") ? "" : value.replace("+", ", ")) + "]");
        } else {
            lines.set(at, last + ": " + value);
        }
        return true;
    }

    private static int find(List<String> lines, int from, int to, String key) {
        for (int i = from; i < to; i++) {
            if (!key.isEmpty() && lines.get(i).startsWith(key + ":")) {
                return i;
            }
        }
        return -1;
    }

    /** Where lines of this indent end. */
    private static int end(List<String> lines, int from, String indent) {
        int end = from;
        while (end < lines.size() && lines.get(end).startsWith(indent)) {
            end++;
        }
        return end;
    }

    private static void dropOthers(List<String> lines, String section, List<String> asked) {
        String key = section.substring(0, section.length() - 1);
        int at = find(lines, 0, lines.size(), key);
        if (at < 0) {
            return;
        }
        String indent = section.startsWith(" ") ? "    " : "  ";
        List<String> block = lines.subList(at + 1, end(lines, at + 1, indent));
        if (block.isEmpty()) {
            return;
        }
        block.removeIf(line -> {
            String id = line.strip();
            return !asked.contains(id.substring(0, id.lastIndexOf(':')).replace("\"", ""));
        });
        if (block.isEmpty()) {
            lines.set(at, key + ": {}");
        }
    }
}
