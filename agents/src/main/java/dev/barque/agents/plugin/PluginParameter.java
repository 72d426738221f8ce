package dev.barque.agents.plugin;

import java.util.Objects;

/**
 * One thing that can be set on a part.
 *
 * @param name such as {@code max_age_minutes}: lower case with underscores
 * @param kind what a value must be
 * @param whenAbsent the value, as text, of who sets none; empty when it has to be set
 * @param least smallest number allowed; for other kinds it says nothing
 * @param most largest number allowed; for other kinds it says nothing
 * @param meaning what it does and in which unit, for people
 */
public record PluginParameter(String name, Kind kind, String whenAbsent, double least, double most, String meaning) {
    /** Nulls are refused. */
    public PluginParameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(whenAbsent, "whenAbsent");
        Objects.requireNonNull(meaning, "meaning");
    }

    /** A number with its bounds, both allowed. */
    public static PluginParameter number(String name, double whenAbsent, double least, double most, String meaning) {
        return new PluginParameter(name, Kind.NUMBER, Double.toString(whenAbsent), least, most, meaning);
    }

    /** A whole number with its bounds, both allowed. */
    public static PluginParameter whole(String name, long whenAbsent, long least, long most, String meaning) {
        return new PluginParameter(name, Kind.WHOLE, Long.toString(whenAbsent), least, most, meaning);
    }

    /** A text. */
    public static PluginParameter text(String name, String whenAbsent, String meaning) {
        return new PluginParameter(name, Kind.TEXT, whenAbsent, Double.NaN, Double.NaN, meaning);
    }

    /** What a value must be. */
    public enum Kind {
        /** A finite number. */
        NUMBER,
        /** A number without a fraction. */
        WHOLE,
        /** Any text. */
        TEXT
    }
}
