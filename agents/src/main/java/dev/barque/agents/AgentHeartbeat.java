package dev.barque.agents;

import dev.barque.core.decision.AgentStatus;
import dev.barque.core.decision.AgentStatus.Link;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What one agent reports over a run. Written by the threads that ask it, read by any; a report may miss what is under way. */
final class AgentHeartbeat {
    private final String agent;
    private final LongAdder views = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder disconnections = new LongAdder();
    private final LongAdder timed = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator maxNanos = new LongAccumulator(Math::max, 0);
    private final AtomicLong lastView = new AtomicLong(Long.MIN_VALUE);
    private final AtomicInteger symbolsAway = new AtomicInteger();
    private volatile Link link = Link.CONNECTED;
    private volatile String lastFailure = "";

    AgentHeartbeat(String agent) {
        this.agent = agent;
    }

    String agent() {
        return agent;
    }

    boolean isSilenced() {
        return link == Link.DISCONNECTED_BY_HOST;
    }

    void link(Link changed) {
        link = changed;
    }

    void viewed(long barMicros) {
        views.increment();
        lastView.lazySet(barMicros);
    }

    void viewTook(long took) {
        timed.increment();
        nanos.add(took);
        maxNanos.accumulate(took);
    }

    long failures() {
        return failures.sum();
    }

    void failed(String problem) {
        failures.increment();
        lastFailure = problem;
    }

    void wentAway() {
        disconnections.increment();
        symbolsAway.incrementAndGet();
    }

    void cameBack() {
        symbolsAway.decrementAndGet();
    }

    AgentStatus status() {
        long all = timed.sum();
        return new AgentStatus(
                agent,
                link,
                lastView.get(),
                views.sum(),
                failures.sum(),
                symbolsAway.get(),
                disconnections.sum(),
                lastFailure,
                all == 0 ? 0 : nanos.sum() / all,
                maxNanos.get());
    }
}
