package dev.barque.ops.internal;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.util.Collection;

/** The messages of this module. */
public final class OpsErrors {
    private OpsErrors() {}

    /** A check asked for something that it did not declare or the host did not give. */
    public static BarqueException missingResource(Class<?> type, Collection<Class<?>> given) {
        return new BarqueException(
                "ops.missing-resource",
                Concern.CALLER,
                "Cannot get a " + type.getName() + " from the check context: it holds " + names(given)
                        + ". Add one to the context, and name the type among the needs of the check.");
    }

    /** Two checks of one id. */
    public static BarqueException duplicateId(String id, String first, String second) {
        return new BarqueException(
                "ops.duplicate-check",
                Concern.OPERATOR,
                "Cannot collect the health checks: " + first + " and " + second + " both call themselves '" + id
                        + "'. Expected one check for an id. Leave one of them out, or give it another id.");
    }

    /** A check that is not there. */
    public static BarqueException noSuchCheck(String id, Collection<String> there) {
        return new BarqueException(
                "ops.no-such-check",
                Concern.CALLER,
                "Cannot run the health check '" + id + "': there is none. There are: "
                        + (there.isEmpty() ? "none" : String.join(", ", there)) + ".");
    }

    /** Why a check was not run. */
    public static String lacking(String id, Collection<Class<?>> lacking) {
        return "The health check '" + id + "' was not run: it needs " + names(lacking)
                + ", which the context does not hold. Add it to the context.";
    }

    /** A plug-in that broke its contract. */
    public static String broken(String plugin, String doing, Object problem) {
        return "The health check " + plugin + " broke while " + doing + ": " + problem
                + ". Nothing is known about what it checks. Tell its author.";
    }

    private static String names(Collection<Class<?>> types) {
        return types.isEmpty()
                ? "nothing"
                : String.join(", ", types.stream().map(Class::getName).sorted().toList());
    }
}
