package dev.barque.ops;

import dev.barque.ops.internal.OpsErrors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which check explains which: ties slots to each other once, and puts them in an order in which causes come first. */
final class Dependencies {
    private Dependencies() {}

    /** Ties the slots; those that a host named have to be there, those that only a check's author named need not. */
    static void tie(Map<String, Slot> slots, Set<String> ofHost) {
        for (Slot slot : slots.values()) {
            for (String on : slot.policy.dependsOn().stream().sorted().toList()) {
                Slot cause = slots.get(on);
                if (cause != null) {
                    slot.dependencies.add(cause);
                    cause.isCause = true;
                } else if (ofHost.contains(slot.id())) {
                    throw OpsErrors.noSuchDependency(slot.id(), on, slots.keySet());
                }
            }
        }
        ordered(slots.values());
    }

    /** These and all that may explain them, causes first; throws {@code ops.dependency-cycle}. */
    static List<Slot> ordered(Collection<Slot> wanted) {
        Set<Slot> done = new LinkedHashSet<>();
        Set<Slot> above = new LinkedHashSet<>();
        wanted.forEach(slot -> visit(slot, done, above));
        return List.copyOf(done);
    }

    private static void visit(Slot slot, Set<Slot> done, Set<Slot> above) {
        if (done.contains(slot)) {
            return;
        }
        if (!above.add(slot)) {
            List<String> cycle = new ArrayList<>(above.stream().map(Slot::id).toList());
            cycle.subList(0, cycle.indexOf(slot.id())).clear();
            cycle.add(slot.id());
            throw OpsErrors.dependencyCycle(cycle);
        }
        slot.dependencies.forEach(cause -> visit(cause, done, above));
        above.remove(slot);
        done.add(slot);
    }
}
