package dev.barque.core.decision;

import java.util.Objects;

/** Evidence that is text and nothing else. */
record TextEvidence(String text) implements Evidence {
    static final TextEvidence NONE = new TextEvidence("");

    TextEvidence {
        Objects.requireNonNull(text, "text");
    }
}
