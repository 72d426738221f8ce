package dev.barque.profiles;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A part of a profile by name.
 *
 * @param id such as {@code hedge}
 * @param parameters what is set on it, as text, by the name of the parameter, in the order in which it was given
 */
public record ProfilePart(String id, Map<String, String> parameters) {
    /** Copies the map. */
    public ProfilePart {
        Objects.requireNonNull(id, "id");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** A part on which nothing is set. */
    public static ProfilePart of(String id) {
        return new ProfilePart(id, Map.of());
    }
}
