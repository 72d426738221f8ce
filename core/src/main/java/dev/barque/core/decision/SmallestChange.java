package dev.barque.core.decision;

import java.util.List;
import java.util.Objects;

/**
 * The least that would have had to be different for a trade. It may be looked for only when someone asks, so that a replay pays
 * for it where it is read. Two are equal when they say the same. Immutable, safe for use by several threads.
 */
public final class SmallestChange {
    private final Search search;

    /**
     * What is known.
     *
     * @param text for people, such as {@code liquidity +0.026 confidence would align 2 agents long}
     * @param amount how much of it, in the unit that the text names; NaN when it is not a matter of degree
     * @param shortfalls the numbers of views that would have to change, all of them together; empty when it is not about them
     */
    public SmallestChange(String text, double amount, List<Shortfall> shortfalls) {
        search = new Known(Objects.requireNonNull(text, "text"), amount, List.copyOf(shortfalls));
    }

    /** A change that is not about the numbers of views. */
    public SmallestChange(String text, double amount) {
        this(text, amount, List.of());
    }

    private SmallestChange(Search search) {
        this.search = Objects.requireNonNull(search, "search");
    }

    /** What a search finds, which is made when someone asks. */
    public static SmallestChange by(Search search) {
        return new SmallestChange(search);
    }

    /** For people, such as {@code liquidity +0.026 confidence would align 2 agents long}. */
    public String text() {
        if (search instanceof Known known) {
            return known.text;
        }
        StringBuilder text = new StringBuilder();
        search.appendTo(text);
        return text.toString();
    }

    /** Writes {@link #text()} behind what is there. */
    public void appendTo(StringBuilder to) {
        search.appendTo(to);
    }

    /** How much of it, in the unit that the text names; NaN when it is not a matter of degree. */
    public double amount() {
        return search.amount();
    }

    /** The numbers of views that would have to change, all of them together; empty when it is not about them. Immutable. */
    public List<Shortfall> shortfalls() {
        return search.shortfalls();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SmallestChange change
                && (search == change.search
                        || (Double.compare(amount(), change.amount()) == 0
                                && text().equals(change.text())
                                && shortfalls().equals(change.shortfalls())));
    }

    @Override
    public int hashCode() {
        return Objects.hash(text(), amount());
    }

    @Override
    public String toString() {
        return "SmallestChange[text=" + text() + ", amount=" + amount() + ", shortfalls=" + shortfalls() + "]";
    }

    /** Finds the smallest change; gives the same answers whenever and by whichever thread it is asked. */
    public interface Search {
        /** Writes {@link SmallestChange#text()} behind what is there. */
        void appendTo(StringBuilder to);

        /** {@link SmallestChange#amount()}. */
        double amount();

        /** {@link SmallestChange#shortfalls()}, immutable. */
        List<Shortfall> shortfalls();
    }

    private record Known(String text, double amount, List<Shortfall> shortfalls) implements Search {
        @Override
        public void appendTo(StringBuilder to) {
            to.append(text);
        }
    }
}
