package dev.barque.ops;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run is about, laid out before it: causes before what they explain, else the shortest deadline first, else as collected.
 * Immutable, but for what the slots hold.
 */
final class Plan {
    /** In the order in which they begin. */
    final Slot[] slots;
    /** For each of them the places of its causes, all of them before its own. */
    final int[][] causes;
    /** The same slots as they were collected, for reports. */
    final List<Slot> shown;
    /** Whether each pass runs something, as no result of some check is ever used again. */
    final boolean isRunAlways;

    private Plan(Slot[] slots, int[][] causes, List<Slot> shown) {
        this.slots = slots;
        this.causes = causes;
        this.shown = shown;
        isRunAlways = shown.stream().anyMatch(slot -> slot.policy.timeToLive().isZero());
    }

    /**
     * Of some checks and those that may explain them.
     *
     * @param all of the runner, as they were collected
     */
    static Plan of(Collection<Slot> wanted, Collection<Slot> all) {
        List<Slot> causesFirst = Dependencies.ordered(wanted);
        Map<Slot, Integer> depths = new HashMap<>();
        for (Slot slot : causesFirst) {
            int depth = 0;
            for (Slot cause : slot.dependencies) {
                depth = Math.max(depth, depths.getOrDefault(cause, 0) + 1);
            }
            depths.put(slot, depth);
        }
        Set<Slot> members = new HashSet<>(causesFirst);
        List<Slot> shown = all.stream().filter(members::contains).toList();
        List<Slot> ordered = new ArrayList<>(shown);
        ordered.sort(Comparator.<Slot>comparingInt(slot -> depths.getOrDefault(slot, 0))
                .thenComparingLong(slot -> slot.deadlineNanos));
        Map<Slot, Integer> places = new HashMap<>();
        int[][] causes = new int[ordered.size()][];
        for (int i = 0; i < causes.length; i++) {
            causes[i] = ordered.get(i).dependencies.stream()
                    .mapToInt(cause -> places.getOrDefault(cause, 0))
                    .toArray();
            places.put(ordered.get(i), i);
        }
        return new Plan(ordered.toArray(Slot[]::new), causes, shown);
    }
}
