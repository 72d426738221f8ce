package dev.barque.core.decision;

import dev.barque.core.feature.RowId;
import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a decision rests on, the same for a trade and for none.
 *
 * @param symbol what was decided about
 * @param time when: the instant at which the bar became complete
 * @param profile by which rules
 * @param row which features were looked at; null when there were none
 * @param views what the agents said, in the order in which they were asked
 * @param scores the votes
 * @param verdicts what the guards did, in the order in which they were asked
 * @param circumstances what the guards could look at beside the row; unknown where the profile has no guards
 */
public record Grounds(
        Symbol symbol,
        Instant time,
        String profile,
        @Nullable RowId row,
        List<AgentView> views,
        Scores scores,
        List<GuardVerdict> verdicts,
        Circumstances circumstances) {
    /** Copies the lists. */
    public Grounds {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(scores, "scores");
        Objects.requireNonNull(circumstances, "circumstances");
        views = List.copyOf(views);
        verdicts = List.copyOf(verdicts);
    }

    /** Grounds of a decision that asked no guard. */
    public Grounds(
            Symbol symbol,
            Instant time,
            String profile,
            @Nullable RowId row,
            List<AgentView> views,
            Scores scores,
            List<GuardVerdict> verdicts) {
        this(symbol, time, profile, row, views, scores, verdicts, Circumstances.unknown());
    }

    /** Grounds of a bar on which there was nothing to look at. */
    public static Grounds empty(Symbol symbol, Instant time, String profile, @Nullable RowId row) {
        return new Grounds(symbol, time, profile, row, List.of(), Scores.none(), List.of());
    }
}
