package dev.barque.agents.guards;

import dev.barque.agents.GuardContext;
import dev.barque.core.decision.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Readings as far as a guard may believe them. */
final class Readings {
    private Readings() {}

    /** The value; NaN when there is no reading, when it is from the future, or older than that many microseconds. */
    static double value(GuardContext context, String name, long maxAgeMicros) {
        Reading reading = find(context, name);
        if (reading == null) {
            return Double.NaN;
        }
        long age = context.market().timeMicros() - reading.knownMicros();
        return age >= 0 && age <= maxAgeMicros ? reading.value() : Double.NaN;
    }

    /** Why the value is NaN. */
    static String problem(GuardContext context, String name, long maxAgeMicros) {
        Reading reading = find(context, name);
        if (reading == null) {
            return "there is no reading " + name;
        }
        long age = context.market().timeMicros() - reading.knownMicros();
        if (age < 0) {
            return "the reading " + name + " is dated " + Say.time(reading.knownMicros()) + ", later than the bar";
        }
        if (age > maxAgeMicros) {
            return "the reading " + name + " is " + Say.minutes(age) + " old, more than " + Say.minutes(maxAgeMicros);
        }
        return "the reading " + name + " has no value" + (reading.note().isEmpty() ? "" : ": " + reading.note());
    }

    static String note(GuardContext context, String name) {
        Reading reading = find(context, name);
        return reading == null ? "" : reading.note();
    }

    private static @Nullable Reading find(GuardContext context, String name) {
        List<Reading> readings = context.circumstances().readings();
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i).name().equals(name)) {
                return readings.get(i);
            }
        }
        return null;
    }
}
