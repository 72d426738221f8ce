package dev.barque.core.feature;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;

/** A read that had to find a row found none; code {@code store.no-features}. */
public final class NoFeaturesException extends BarqueException {
    private static final long serialVersionUID = 1L;

    private final transient NoFeatures diagnosis;

    /** With the whole diagnosis. */
    public NoFeaturesException(NoFeatures diagnosis) {
        super("store.no-features", Concern.DATA, diagnosis.message());
        this.diagnosis = diagnosis;
    }

    /** Why, and what there is instead. */
    public NoFeatures diagnosis() {
        return diagnosis;
    }
}
