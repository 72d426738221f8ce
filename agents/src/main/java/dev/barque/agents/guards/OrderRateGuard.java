package dev.barque.agents.guards;

import dev.barque.agents.GuardContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Trade;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * At most so many trades within a sliding window, for each symbol and in all. Only what became a trade in the end is counted, and
 * one that is exactly as old as the window no longer counts. It needs nothing that could be unknown; after a restart it begins
 * with none.
 */
public final class OrderRateGuard extends StandardGuard {
    private static final String ID = "order-rate";

    /** The provider. */
    public OrderRateGuard() {
        super(
                ID,
                "Forbids more than so many trades within a time, in one symbol and in all.",
                PluginParameter.whole("max_per_symbol", 10, 1, 1_000_000, "trades in one symbol within the window"),
                PluginParameter.whole("max_in_all", 100, 1, 1_000_000, "trades in all symbols within the window"),
                PluginParameter.number("window_minutes", 60, 0.001, 1e6, "length of the window"));
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        long perSymbol = settings.whole("max_per_symbol");
        long inAll = settings.whole("max_in_all");
        long window = minutes(settings, "window_minutes");
        return () -> new Memory(perSymbol, inAll, window);
    }

    private static final class Memory implements TradeGuard.Watch {
        private final long perSymbol;
        private final long inAll;
        private final long window;
        private final Deque<Long> all = new ArrayDeque<>();
        private final Map<Symbol, Deque<Long>> symbols = new HashMap<>();

        Memory(long perSymbol, long inAll, long window) {
            this.perSymbol = perSymbol;
            this.inAll = inAll;
            this.window = window;
        }

        @Override
        public GuardVerdict check(Proposal.Take proposal, GuardContext context) {
            long now = context.market().timeMicros();
            Symbol symbol = context.market().symbol();
            Deque<Long> own = symbols.get(symbol);
            if (own != null && lately(own, now) >= perSymbol) {
                return full(own, perSymbol, "in " + symbol, now);
            }
            return lately(all, now) >= inAll
                    ? full(all, inAll, "in all symbols", now)
                    : GuardVerdict.passed(ID, "below the rate");
        }

        @Override
        public void decided(Decision decision) {
            if (decision instanceof Trade) {
                long now = UtcMicros.of(decision.time());
                all.addLast(now);
                symbols.computeIfAbsent(decision.symbol(), s -> new ArrayDeque<>())
                        .addLast(now);
            }
        }

        private int lately(Deque<Long> times, long now) {
            while (!times.isEmpty() && now - times.peekFirst() >= window) {
                times.removeFirst();
            }
            return times.size();
        }

        private GuardVerdict full(Deque<Long> times, long most, String where, long now) {
            long free = times.peekFirst() + window;
            return GuardVerdict.vetoed(
                    ID,
                    times.size() + " trades " + where + " within " + Say.minutes(window) + ", at most " + most
                            + " are allowed; the next is allowed from " + Say.time(free) + ", in "
                            + Say.minutes(free - now),
                    (free - now) / (double) Say.MINUTE);
        }
    }
}
