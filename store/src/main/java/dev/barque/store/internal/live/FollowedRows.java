package dev.barque.store.internal.live;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.log.Checkpoint;
import dev.barque.store.internal.log.LogFollower;

/** Keeps what a reader finds in the log of another process. */
public record FollowedRows(LiveRows live) implements LogFollower.Listener {
    @Override
    public void row(FeatureSet set, Symbol symbol, long event, long known, long sequence, long location) {
        live.found(set, symbol, event, known, sequence, location);
    }

    @Override
    public void restart() {
        live.clear();
    }

    @Override
    public void sealed(Checkpoint checkpoint) {
        live.removeSealed(checkpoint);
    }
}
