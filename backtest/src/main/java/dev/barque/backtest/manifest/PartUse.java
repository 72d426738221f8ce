package dev.barque.backtest.manifest;

import java.util.Objects;

/**
 * An engine, agent, composer or guard that took part.
 *
 * @param kind such as {@code agent}
 * @param id its name
 * @param version of its rules; empty when it does not say
 * @param sha256 over the jar it came from; empty for what ships with Barque or has no jar
 */
public record PartUse(String kind, String id, String version, String sha256) {
    /** Nulls are refused. */
    public PartUse {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(sha256, "sha256");
    }
}
