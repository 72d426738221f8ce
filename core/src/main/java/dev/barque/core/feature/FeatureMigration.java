package dev.barque.core.feature;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Turns rows of one version into rows of another: where values can be carried over by carrying them over, where they have to be
 * computed again from the inputs. Found by {@link java.util.ServiceLoader} or handed over. A pure function of its arguments, safe
 * for use by several threads; {@code FeatureMigrationConformance} of the testkit says the rest.
 */
public interface FeatureMigration {
    /** What it turns into what. */
    Descriptor descriptor();

    /**
     * One outcome for each row, in the order of the rows. What a row becomes depends on it alone and on bars that were complete when
     * the new row was known; a row that cannot be turned is refused by name, never guessed.
     *
     * @param symbol whose rows; a row of another symbol or version is refused with an IllegalArgumentException
     * @param rows of {@link Descriptor#from()}, in any order
     * @param bars the inputs, as far as they exist
     */
    List<MigrationOutcome> migrate(Symbol symbol, List<FeatureRow> rows, BarSource bars);

    /**
     * What a migration turns into what, readable without running it.
     *
     * @param id such as {@code published-to-v1}
     * @param from the version of the rows that it takes
     * @param to the version of the rows that it gives
     * @param reach how far the event time of a new row may lie from that of the old one, at most; zero when it stays
     */
    record Descriptor(String id, FeatureSet from, FeatureSet to, Duration reach) {
        /** Refuses a negative reach and a migration of a version into itself. */
        public Descriptor {
            Objects.requireNonNull(id, "id");
            if (from.id().equals(to.id())) {
                throw new IllegalArgumentException(
                        "The migration " + id + " must lead to another version but " + to.id() + " is the same");
            }
            if (reach.isNegative()) {
                throw new IllegalArgumentException("reach must not be negative but was " + reach);
            }
        }
    }
}
