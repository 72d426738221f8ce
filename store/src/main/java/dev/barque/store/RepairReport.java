package dev.barque.store;

import dev.barque.store.internal.io.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was done about the findings of a verification, in their order.
 *
 * @param home the home
 * @param actions one for each finding
 */
public record RepairReport(Path home, List<Action> actions) {
    /** Copies the list. */
    public RepairReport {
        actions = List.copyOf(actions);
    }

    /**
     * What was done about one finding.
     *
     * @param where the path of the finding
     * @param outcome what was done
     * @param text where the damaged file is now, or why nothing was done
     */
    public record Action(String where, RepairOutcome outcome, String text) {}

    /** Whether nothing is left to do. */
    public boolean isComplete() {
        return count(RepairOutcome.LEFT) == 0 && count(RepairOutcome.QUARANTINED) == 0;
    }

    /** How many findings had this outcome. */
    public long count(RepairOutcome outcome) {
        return actions.stream().filter(action -> action.outcome() == outcome).count();
    }

    /** The report as a JSON object; outcomes in lower case. */
    public String toJson() {
        List<Object> list = new ArrayList<>();
        for (Action action : actions) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("where", action.where());
            one.put("outcome", action.outcome().name().toLowerCase(Locale.ROOT));
            one.put("text", action.text());
            list.add(one);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("home", home.toString());
        json.put("complete", isComplete());
        json.put("actions", list);
        return new String(Json.write(json), StandardCharsets.UTF_8);
    }
}
