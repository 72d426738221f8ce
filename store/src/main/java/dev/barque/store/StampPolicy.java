package dev.barque.store;

/** How the text stamps of a published file are read when they are not all of one form. */
public enum StampPolicy {
    /**
     * As the published system does: the form of the first row rules the whole file. A file that mixes naive and aware
     * stamps, or whole seconds and fractions, is refused as a whole with code {@code store.mixed-stamps}. Different offsets,
     * or {@code Z} together with offsets, are one form.
     */
    UNIFORM,
    /** Every stamp is read by itself. */
    EACH
}
