package dev.barque.core.decision;

import java.util.OptionalDouble;

/**
 * What an agent saw, as a line of text for people and as named numbers for the composer. The text may be made only when
 * someone asks for it, so that a bar on which nobody looks costs nothing.
 */
public interface Evidence {
    /** A line such as {@code regime=pin, hedge_force=-0.0011, wall_dist=10.00}; may be empty. */
    String text();

    /** Writes {@link #text()} behind what is there: for logs, which take it as it is made and keep no string of it. */
    default void appendTo(StringBuilder to) {
        to.append(text());
    }

    /** A number that the agent based its view on, such as {@code flip_prob}; empty when there is none of this name. */
    default OptionalDouble number(String name) {
        return OptionalDouble.empty();
    }

    /** Only a line of text. */
    static Evidence of(String text) {
        return new TextEvidence(text);
    }

    /** Nothing. */
    static Evidence none() {
        return TextEvidence.NONE;
    }
}
