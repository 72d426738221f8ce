package dev.barque.backtest.engine;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bars of one symbol in the order of time, handed out in pieces such as days: only one piece is held at a time. A feed is
 * used up by a run, by one thread.
 */
public interface BarFeed {
    /** Whose bars they are. */
    Symbol symbol();

    /** The next piece, each bar of it later than all before; may be empty. Null when there is none left. */
    @Nullable
    Bars next();

    /** Bars that are in memory, as one piece. */
    static BarFeed of(Bars bars) {
        return of(bars.symbol(), List.of(bars).iterator());
    }

    /** The days of a symbol, each read when it is its turn. */
    static BarFeed of(BarSource source, Symbol symbol, List<LocalDate> dates) {
        Iterator<LocalDate> left = List.copyOf(dates).iterator();
        return new BarFeed() {
            @Override
            public Symbol symbol() {
                return symbol;
            }

            @Override
            public @Nullable Bars next() {
                return left.hasNext() ? source.day(symbol, left.next()) : null;
            }
        };
    }

    /** Pieces as an iterator gives them. */
    static BarFeed of(Symbol symbol, Iterator<Bars> pieces) {
        return new BarFeed() {
            @Override
            public Symbol symbol() {
                return symbol;
            }

            @Override
            public @Nullable Bars next() {
                return pieces.hasNext() ? pieces.next() : null;
            }
        };
    }
}
