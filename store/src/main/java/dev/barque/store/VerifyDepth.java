package dev.barque.store;

/** How closely a verification looks. Each depth finds all that the one before it finds. */
public enum VerifyDepth {
    /**
     * Manifests, sizes and footers: files that are missing, cut short, of another version or in another's place. Reads a few
     * kilobytes of each file, whatever its size, and nothing of the log.
     */
    FOOTERS,
    /**
     * Every byte of sealed features against the digest of its manifest, and the log against its check sums. Files of bars and of
     * option chains, whose digests are of their content, are decoded.
     */
    DIGESTS,
    /** Every value: also what a faulty writer could have written with a right digest. */
    VALUES
}
