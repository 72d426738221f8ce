package dev.barque.ops.checklist;

import dev.barque.ops.checklist.ChecklistItem.Look;
import dev.barque.ops.checklist.ChecklistItem.Maintain;
import dev.barque.ops.checklist.ChecklistItem.Person;
import dev.barque.ops.checklist.ChecklistItem.Work;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Writes a checklist as YAML; needs no YAML library, because a text of JSON is one of YAML. */
final class ChecklistWriting {
    private static final JsonMapper JSON = new JsonMapper();

    private ChecklistWriting() {}

    static String of(Checklist list) {
        StringBuilder out = new StringBuilder("name: ").append(text(list.name()));
        out.append("\ngroup: ").append(text(list.group())).append("\nitems:\n");
        for (ChecklistItem item : list.items()) {
            out.append("  - id: ").append(text(item.id()));
            out.append("\n    what: ").append(text(item.what())).append("\n    ");
            if (item instanceof Look look) {
                out.append("checks: [")
                        .append(String.join(", ", new TreeSet<>(look.checks())))
                        .append(']');
            } else if (item instanceof Work work) {
                out.append("work: ").append(text(work.how()));
            } else if (item instanceof Maintain maintain) {
                out.append("task: ").append(text(maintain.task()));
                if (!maintain.settings().isEmpty()) {
                    out.append("\n    settings: {")
                            .append(new TreeMap<>(maintain.settings())
                                    .entrySet().stream()
                                            .map(each -> quoted(each.getKey()) + ": " + quoted(each.getValue()))
                                            .collect(Collectors.joining(", ")))
                            .append('}');
                }
            } else if (item instanceof Person person) {
                out.append("person: ").append(text(person.how()));
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** As it is where nobody could take it for anything but a text. */
    private static String text(String text) {
        boolean plain = text.matches("[A-Za-z][A-Za-z0-9 ,.;'()/_-]*[A-Za-z0-9.?]")
                && !text.matches("(?i)true|false|yes|no|on|off|null|nan|y|n|inf");
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }
}
