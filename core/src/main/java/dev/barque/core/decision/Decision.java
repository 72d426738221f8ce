package dev.barque.core.decision;

import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.List;

/** The one decision about one bar. Either kind says what it rests on and why. */
public sealed interface Decision permits Trade, NoTrade {
    /** What it rests on. */
    Grounds grounds();

    /** Why, in a sentence for people. */
    String explanation();

    /** What was decided about. */
    default Symbol symbol() {
        return grounds().symbol();
    }

    /** When. */
    default Instant time() {
        return grounds().time();
    }

    /** What the agents said. */
    default List<AgentView> views() {
        return grounds().views();
    }

    /** The votes. */
    default Scores scores() {
        return grounds().scores();
    }
}
