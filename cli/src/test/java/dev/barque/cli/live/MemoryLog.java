package dev.barque.cli.live;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionLog;
import java.util.ArrayList;
import java.util.List;

/** Keeps decisions, and refuses them when told. */
final class MemoryLog implements DecisionLog {
    final List<Decision> decisions = new ArrayList<>();
    int failures;
    int failAfter = Integer.MAX_VALUE;

    @Override
    public void append(Decision decision) {
        if (failures > 0 || failAfter == 0) {
            failures--;
            throw new IllegalStateException("the log is full");
        }
        failAfter--;
        decisions.add(decision);
    }

    @Override
    public void close() {}
}
