package dev.barque.testkit.internal.disk;

import dev.barque.testkit.FileCall;
import dev.barque.testkit.FileFault;
import dev.barque.testkit.FileFault.Failure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts calls and says which fail. Not safe for use by several threads. */
public final class Faults {
    private final List<Armed> armed = new ArrayList<>();
    private final Map<FileCall, Long> counts = new EnumMap<>(FileCall.class);

    private long failures;

    private static final class Armed {
        private final FileFault fault;
        private long seen;

        Armed(FileFault fault) {
            this.fault = fault;
        }

        boolean strikes(FileCall call) {
            if (!fault.calls().contains(call)) {
                return false;
            }
            seen++;
            return fault.duration() == FileFault.Duration.FOR_EVER ? seen >= fault.nth() : seen == fault.nth();
        }
    }

    /** From now on. */
    public void add(FileFault fault) {
        armed.add(new Armed(fault));
    }

    /** Nothing fails any more. */
    public void clear() {
        armed.clear();
    }

    /** Counts a call; the failure that it is to have, if any. */
    public Optional<Failure> next(FileCall call) {
        counts.merge(call, 1L, Long::sum);
        Optional<Failure> failure = Optional.empty();
        for (Armed each : armed) {
            if (each.strikes(call)) {
                failure = Optional.of(each.fault.failure());
            }
        }
        failures += failure.isPresent() ? 1 : 0;
        return failure;
    }

    /** How many were told to fail. */
    public long failures() {
        return failures;
    }

    /** How many calls of a kind there were. */
    public long count(FileCall call) {
        return counts.getOrDefault(call, 0L);
    }

    /** How many calls there were that change something. */
    public long changes() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().isChange())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
