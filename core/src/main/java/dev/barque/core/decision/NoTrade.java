package dev.barque.core.decision;

import java.util.Objects;

/**
 * No trade on this bar.
 *
 * @param grounds what it rests on
 * @param reason why not
 * @param smallestChange the least that would have had to be different for a trade
 */
public record NoTrade(Grounds grounds, Reason reason, SmallestChange smallestChange) implements Decision {
    /** Nulls are refused. */
    public NoTrade {
        Objects.requireNonNull(grounds, "grounds");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(smallestChange, "smallestChange");
    }

    @Override
    public String explanation() {
        return reason.text() + ": " + smallestChange.text();
    }

    /** Why not. */
    public enum Reason {
        /** Too few agents point the same way with enough confidence. */
        INSUFFICIENT_ALIGNMENT("insufficient_alignment"),
        /** Enough agents point one way, and the other way has nearly as many votes. */
        MIXED_SIGNALS("mixed_signals"),
        /** Enough agents point one way, without the edge that is asked for. */
        NO_ALIGNMENT("no_alignment"),
        /** Fewer agents speak than a quorum needs. */
        TOO_FEW_VOICES("too_few_voices"),
        /** No feature row could be seen at this instant. */
        NO_FEATURES("no_features"),
        /** The row lacks an engine that the profile insists on. */
        ENGINE_MISSING("engine_missing"),
        /** A guard forbade it. */
        VETOED("vetoed");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** Lower case, as in files and reports. */
        public String text() {
            return text;
        }
    }
}
