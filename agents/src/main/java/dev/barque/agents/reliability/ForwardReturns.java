package dev.barque.agents.reliability;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Direction;
import dev.barque.core.market.Bars;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Judges views by what prices did over the bars that followed: a view is right when the price moved its way from the close of
 * its own bar to the close of the n-th bar after it. That is known when the n-th bar is complete, not before: prices are pushed
 * in bar by bar, and the time of the bar that settles a view is the time from which its outcome is known.
 *
 * <p>Views that abstain or point nowhere are not judged, nor is a move that is not larger than the least one, nor one from or to
 * a price that is unknown. Outcomes of n bars overlap, so that n of them tell hardly more than one: each counts 1/n (Lopez de
 * Prado, Advances in Financial Machine Learning, chapter 4, with all lifetimes equal). One symbol each; used by one thread at a
 * time.
 */
public final class ForwardReturns implements OutcomeSource {
    private final int horizonBars;
    private final double leastMove;
    private final Deque<Open> open = new ArrayDeque<>();

    /** The views of one bar that wait for their outcome. */
    private record Open(long micros, double price, List<AgentView> views) {}

    /**
     * Over so many bars, for moves of more than so many basis points of the price; a horizon below 1 and a move that is negative
     * or not finite are refused.
     */
    public ForwardReturns(int horizonBars, double leastMoveBps) {
        if (horizonBars < 1) {
            throw new IllegalArgumentException("horizonBars must be at least 1 but was " + horizonBars);
        }
        if (!(leastMoveBps >= 0) || leastMoveBps == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("leastMoveBps must be finite and not negative but was " + leastMoveBps);
        }
        this.horizonBars = horizonBars;
        this.leastMove = leastMoveBps / 10_000;
    }

    /**
     * The outcomes of one session that has been: a decision for each bar but perhaps the last ones, in their order. Throws
     * IllegalArgumentException where a decision is about another instant than its bar. Leaves nothing open.
     */
    public List<Outcome> session(List<Decision> decisions, Bars bars) {
        if (decisions.size() > bars.size()) {
            throw new IllegalArgumentException("There are " + decisions.size() + " decisions about " + bars.size()
                    + " bars of " + bars.symbol() + "; expected at most one for each bar");
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            List<AgentView> views = List.of();
            if (i < decisions.size()) {
                Decision decision = decisions.get(i);
                if (UtcMicros.of(decision.time()) != bars.time(i)) {
                    throw new IllegalArgumentException("Decision " + i + " is about " + decision.time()
                            + " but bar " + i + " of " + bars.symbol() + " was complete at "
                            + UtcMicros.toInstant(bars.time(i)) + "; expected a decision for each bar in order");
                }
                views = decision.views();
            }
            outcomes.addAll(bar(bars.time(i), bars.close(i), views));
        }
        endOfSession();
        return outcomes;
    }

    @Override
    public List<Outcome> bar(Decision decision, double price) {
        return bar(UtcMicros.of(decision.time()), price, decision.views());
    }

    @Override
    public void endOfSession() {
        open.clear();
    }

    /**
     * {@link #bar(Decision, double)} of views by themselves, such as those of a log.
     *
     * @param micros when the bar became complete, UTC microseconds, later than the bar before
     * @param price its last price, NaN when unknown
     * @param views what agents said on it; empty where nobody was asked
     */
    public List<Outcome> bar(long micros, double price, List<AgentView> views) {
        if (!open.isEmpty() && open.getLast().micros() >= micros) {
            throw new IllegalArgumentException("A bar at " + UtcMicros.toInstant(micros) + " cannot follow one at "
                    + UtcMicros.toInstant(open.getLast().micros()) + ": expected bars in the order of time");
        }
        List<Outcome> known = List.of();
        if (open.size() == horizonBars) {
            known = judge(open.removeFirst(), micros, price);
        }
        open.addLast(new Open(micros, price, views));
        return known;
    }

    private List<Outcome> judge(Open then, long micros, double price) {
        double move = price - then.price();
        if (!(Math.abs(move) > leastMove * Math.abs(then.price())) || Double.isInfinite(move)) {
            return List.of();
        }
        List<Outcome> outcomes = new ArrayList<>(then.views().size());
        for (AgentView view : then.views()) {
            // Not a number fails each of these comparisons.
            boolean points = !view.abstains() && (view.bias() > 0 || view.bias() < 0);
            if (points && view.confidence() >= 0 && view.confidence() <= 1) {
                Direction direction = view.bias() > 0 ? Direction.LONG : Direction.SHORT;
                outcomes.add(new Outcome(
                        view.agent(),
                        then.micros(),
                        direction,
                        view.confidence(),
                        micros,
                        move * direction.sign() > 0 ? Outcome.Result.WON : Outcome.Result.LOST,
                        1.0 / horizonBars));
            }
        }
        return outcomes;
    }
}
