package dev.barque.store.internal.chains;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The chains of a file, by symbol and instant. Safe for use by several threads. */
public final class ChainDay {
    private final ChainRows rows;
    private final Map<String, NavigableMap<Long, Chain>> chains = new HashMap<>();

    private ChainDay(ChainRows rows) {
        this.rows = rows;
        for (int from = 0; from < rows.size; ) {
            int to = from;
            long settled = Long.MIN_VALUE;
            while (to < rows.size && rows.time[to] == rows.time[from] && rows.symbol[to].equals(rows.symbol[from])) {
                settled = Math.max(settled, rows.known[to++]);
            }
            chains.computeIfAbsent(rows.symbol[from], symbol -> new TreeMap<>())
                    .put(rows.time[from], new Chain(from, to, settled));
            from = to;
        }
    }

    /** Rows of one chain; after {@code settled} nothing was corrected. */
    private static final class Chain {
        private final int from;
        private final int to;
        private final long settled;
        private volatile @Nullable OptionChain latest;

        Chain(int from, int to, long settled) {
            this.from = from;
            this.to = to;
            this.settled = settled;
        }
    }

    /** Reads a file. */
    public static ChainDay of(Path file) {
        return new ChainDay(ChainDateFile.read(file));
    }

    /** The newest chain of a symbol from {@code earliest} to {@code at}, as it was known at {@code at}; null without one. */
    public @Nullable OptionChain newest(Symbol symbol, long earliest, long at) {
        NavigableMap<Long, Chain> ofSymbol = chains.get(symbol.value());
        Map.Entry<Long, Chain> found = ofSymbol == null ? null : ofSymbol.floorEntry(at);
        if (found == null || found.getKey() < earliest) {
            return null;
        }
        Chain chain = found.getValue();
        if (chain.settled > at) {
            return built(chain, at);
        }
        OptionChain latest = chain.latest;
        if (latest == null) {
            latest = built(chain, at);
            chain.latest = latest;
        }
        return latest;
    }

    private OptionChain built(Chain chain, long at) {
        int[] chosen = new int[chain.to - chain.from];
        int size = 0;
        for (int i = chain.from; i < chain.to; i++) {
            if (rows.known[i] > at) {
                continue;
            }
            // Versions of one contract stand behind each other, the latest last.
            if (size > 0 && rows.sameKey(chosen[size - 1], i)) {
                size--;
            }
            chosen[size++] = i;
        }
        return rows.chain(Arrays.copyOf(chosen, size));
    }

    /** The symbols with a chain. */
    public Set<String> symbols() {
        return Set.copyOf(chains.keySet());
    }

    /** The instants of the chains of a symbol, ascending. */
    public List<Long> times(String symbol) {
        NavigableMap<Long, Chain> ofSymbol = chains.get(symbol);
        return ofSymbol == null ? List.of() : List.copyOf(ofSymbol.keySet());
    }
}
