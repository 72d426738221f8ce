package dev.barque.profiles.internal;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Every message of this module that is not about a place in a text. */
public final class ProfileErrors {
    private ProfileErrors() {}

    /** The head of the message about a text that cannot be used; its problems follow, one on each line. */
    public static String invalid(String kind, String where, List<?> problems) {
        StringBuilder message = new StringBuilder("Cannot use the " + kind + " " + where + ": "
                + (problems.size() == 1 ? "one problem." : problems.size() + " problems."));
        problems.forEach(problem -> message.append("\n  ").append(problem));
        return message.toString();
    }

    /** Weights are to be learned and nobody says from what. */
    public static BarqueException nothingToLearnFrom(String profile) {
        return new BarqueException(
                "profiles.nothing-to-learn-from",
                Concern.CALLER,
                "Cannot make the profile " + profile
                        + " by itself: its weights are learned from outcomes. Give it a ReliabilityHistory of"
                        + " outcomes, or a ReliabilityTracker, or set reliability.mode to fixed.");
    }

    /** A part that nobody provides. */
    public static BarqueException unknownPart(String profile, String kind, String id, Collection<String> known) {
        return new BarqueException(
                "profiles.unknown-part",
                Concern.CALLER,
                "Cannot make the profile " + profile + ": there is no " + kind + " '" + id + "'. Known: "
                        + (known.isEmpty() ? "none" : String.join(", ", known))
                        + ". Give the parts with which the profile was read.");
    }

    /** The operating system refused to read. */
    public static BarqueException cannotRead(String kind, Path file, IOException cause) {
        return new BarqueException(
                "profiles.cannot-read",
                Concern.OPERATOR,
                "Cannot read the " + kind + " " + file + ": " + cause
                        + ". Expected a file of YAML in UTF-8; check its name and permissions.",
                cause);
    }

    /** A file that nobody wrote by hand. */
    public static BarqueException tooLarge(String kind, Path file, long bytes, long most) {
        return new BarqueException(
                "profiles.cannot-read",
                Concern.OPERATOR,
                "Cannot read the " + kind + " " + file + ": it has " + bytes + " bytes and a " + kind + " has at most "
                        + most + ". Is it another file?");
    }
}
