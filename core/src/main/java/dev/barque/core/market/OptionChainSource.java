package dev.barque.core.market;

import org.jspecify.annotations.Nullable;

/** Where option chains are kept. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface OptionChainSource {
    /**
     * The newest chain of a symbol that could be had at an instant; null when there is none, or only ones that are too old.
     * Never one of a later time.
     *
     * @param symbol the underlying
     * @param atMicros the instant, UTC microseconds
     */
    @Nullable
    OptionChain newest(Symbol symbol, long atMicros);
}
