package dev.barque.cli.internal.work;

import dev.barque.backtest.engine.BarFeed;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Feeds that say how many of their days were begun, for progress. Used by one thread. */
public final class DaysBegun {
    private DaysBegun() {}

    /** The same feeds; {@code begun} hears of each day of any of them. */
    public static List<BarFeed> telling(List<BarFeed> feeds, IntConsumer begun) {
        int[] count = {0};
        List<BarFeed> out = new ArrayList<>();
        for (BarFeed feed : feeds) {
            out.add(new BarFeed() {
                @Override
                public Symbol symbol() {
                    return feed.symbol();
                }

                @Override
                public @Nullable Bars next() {
                    @Nullable Bars piece = feed.next();
                    if (piece != null) {
                        begun.accept(++count[0]);
                    }
                    return piece;
                }
            });
        }
        return out;
    }
}
