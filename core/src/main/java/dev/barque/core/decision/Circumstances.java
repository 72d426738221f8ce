package dev.barque.core.decision;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What guards look at beside features and bars. It is kept in the decision, so that a replay can be shown what live saw.
 *
 * @param account the account
 * @param readings numbers from outside, one of a name at most
 */
public record Circumstances(AccountState account, List<Reading> readings) {
    private static final Circumstances UNKNOWN = new Circumstances(AccountState.unknown(), List.of());

    /** Copies the list. */
    public Circumstances {
        Objects.requireNonNull(account, "account");
        readings = List.copyOf(readings);
    }

    /** Nothing is known of account or surroundings. */
    public static Circumstances unknown() {
        return UNKNOWN;
    }

    /** The reading of a name. */
    public Optional<Reading> reading(String name) {
        for (Reading reading : readings) {
            if (reading.name().equals(name)) {
                return Optional.of(reading);
            }
        }
        return Optional.empty();
    }
}
