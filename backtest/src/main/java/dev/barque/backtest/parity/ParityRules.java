package dev.barque.backtest.parity;

import java.util.Objects;

/**
 * What a comparison takes for granted.
 *
 * @param sessions when guards begin to remember
 * @param features which rows are decided on, and whether they are computed again
 */
public record ParityRules(Sessions sessions, Features features) {
    /** Nulls are refused. */
    public ParityRules {
        Objects.requireNonNull(sessions, "sessions");
        Objects.requireNonNull(features, "features");
    }

    /** Each date by itself, as backtests do, and kept rows held against the bars. */
    public static ParityRules standard() {
        return new ParityRules(Sessions.EACH_DATE, Features.RECOMPUTED_TOO);
    }

    /** When guards begin to remember: as the run did that wrote the log. */
    public enum Sessions {
        /** Anew on each UTC date. */
        EACH_DATE,
        /** Once, at the first bar that is compared. */
        THROUGHOUT
    }

    /** Which rows. */
    public enum Features {
        /** Those that are kept, which must also be what the bars give: a bar that was changed since is named. */
        RECOMPUTED_TOO,
        /** Those that are kept, whatever they were computed from, such as imported ones or those of real option chains. */
        AS_KEPT
    }
}
