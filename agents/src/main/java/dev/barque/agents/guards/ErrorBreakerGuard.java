package dev.barque.agents.guards;

import dev.barque.agents.GuardContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Reading;
import dev.barque.core.decision.Trade;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * A circuit breaker over failures of engines and agents, which the host counts in the reading {@link Reading#FAILURES}. Too many
 * of them within a window open it: no trades. After a time without another failure it is half open: one small trade may try.
 * When some time passes after it without a failure the breaker closes; a failure opens it again. A count that is unknown forbids.
 * A count that has fallen belongs to a process that has begun anew; what stands in the first reading of a run happened before it.
 */
public final class ErrorBreakerGuard extends StandardGuard {
    private static final String ID = "error-breaker";

    /** The provider. */
    public ErrorBreakerGuard() {
        super(
                ID,
                "Forbids trades after too many failures of engines and agents, and lets a small one try before it closes.",
                PluginParameter.whole("max_failures", 5, 1, 1_000_000, "failures within the window that open it"),
                PluginParameter.number("window_minutes", 10, 0.001, 1e6, "length of the window"),
                PluginParameter.number(
                        "open_minutes", 5, 0.001, 1e6, "minutes without a failure before a trade may try"),
                PluginParameter.number("probe_share", 0.25, 0.01, 1, "share of its size at which a trade may try"),
                PluginParameter.number(
                        "probe_minutes", 5, 0.001, 1e6, "minutes without a failure after that trade before it closes"),
                PluginParameter.number("max_age_minutes", 5, 0, 1e6, "age in minutes from which the count is unknown"));
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        Bounds bounds = new Bounds(
                settings.whole("max_failures"),
                minutes(settings, "window_minutes"),
                minutes(settings, "open_minutes"),
                settings.number("probe_share"),
                minutes(settings, "probe_minutes"),
                minutes(settings, "max_age_minutes"));
        return () -> new Memory(bounds);
    }

    private record Bounds(long failures, long window, long open, double probe, long probation, long maxAge) {}

    private record Failed(long timeMicros, double count) {}

    private enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private static final class Memory implements TradeGuard.Watch {
        private final Bounds bounds;
        private final Deque<Failed> failures = new ArrayDeque<>();
        private State state = State.CLOSED;
        private double counted = Double.NaN;
        private double inWindow;
        private double opening;
        private long since;
        private boolean probed;

        Memory(Bounds bounds) {
            this.bounds = bounds;
        }

        @Override
        public void bar(GuardContext context) {
            double count = Readings.value(context, Reading.FAILURES, bounds.maxAge());
            if (Double.isNaN(count)) {
                return;
            }
            long now = context.market().timeMicros();
            double fresh = Double.isNaN(counted) ? 0 : count >= counted ? count - counted : count;
            counted = count;
            if (fresh > 0) {
                failures.addLast(new Failed(now, fresh));
                inWindow += fresh;
            }
            while (!failures.isEmpty() && now - failures.getFirst().timeMicros() >= bounds.window()) {
                inWindow -= failures.removeFirst().count();
            }
            move(now, fresh > 0);
        }

        private void move(long now, boolean failed) {
            if (state == State.CLOSED ? inWindow >= bounds.failures() : failed) {
                state = State.OPEN;
                since = now;
                opening = Math.max(inWindow, 1);
            } else if (state == State.OPEN && now - since >= bounds.open()) {
                state = State.HALF_OPEN;
                probed = false;
            } else if (state == State.HALF_OPEN && probed && now - since >= bounds.probation()) {
                state = State.CLOSED;
                failures.clear();
                inWindow = 0;
            }
        }

        @Override
        public GuardVerdict check(Proposal.Take proposal, GuardContext context) {
            if (Double.isNaN(Readings.value(context, Reading.FAILURES, bounds.maxAge()))) {
                return Fit.unknown(
                        ID,
                        "how often engines and agents have failed is unknown: "
                                + Readings.problem(context, Reading.FAILURES, bounds.maxAge()));
            }
            long now = context.market().timeMicros();
            if (state == State.CLOSED) {
                return GuardVerdict.passed(ID, "few failures");
            }
            if (state == State.OPEN) {
                return GuardVerdict.vetoed(
                        ID,
                        Say.number(opening) + " failures of engines or agents up to " + Say.time(since) + ", "
                                + bounds.failures() + " within " + Say.minutes(bounds.window())
                                + " open the breaker; a trade may try after " + Say.minutes(since + bounds.open() - now)
                                + " more without a failure",
                        (since + bounds.open() - now) / (double) Say.MINUTE);
            }
            if (probed) {
                return GuardVerdict.vetoed(
                        ID,
                        "a trade is trying since " + Say.time(since) + "; others are allowed after "
                                + Say.minutes(since + bounds.probation() - now) + " more without a failure",
                        (since + bounds.probation() - now) / (double) Say.MINUTE);
            }
            return bounds.probe() == 1
                    ? GuardVerdict.passed(ID, "the first trade after failures")
                    : GuardVerdict.shrunk(
                            ID,
                            bounds.probe(),
                            "the first trade after failures is made at " + Say.percent(bounds.probe()) + " of its size",
                            Double.NaN);
        }

        @Override
        public void decided(Decision decision) {
            if (state == State.HALF_OPEN && !probed && decision instanceof Trade) {
                probed = true;
                since = UtcMicros.of(decision.time());
            }
        }
    }
}
