package dev.barque.cli;

import dev.barque.core.market.Symbol;
import picocli.CommandLine.Option;

/** Whose bars. */
final class SymbolOption {
    @Option(
            names = "--symbol",
            required = true,
            paramLabel = "SYM",
            description = "The instrument, such as SPY; upper and lower case differ.")
    @SuppressWarnings("NullAway.Init")
    private Symbol symbol;

    Symbol value() {
        return symbol;
    }
}
