package dev.barque.backtest.audit;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.util.List;

/** All messages of the audit. */
final class AuditErrors {
    private AuditErrors() {}

    static BarqueException nothingToAudit(List<Symbol> symbols, List<LocalDate> dates) {
        return new BarqueException(
                "audit.nothing-to-audit",
                Concern.CALLER,
                "Cannot audit symbols " + symbols + " on dates " + dates + ": expected at least one of each.");
    }

    static BarqueException tooFewBars(List<Symbol> symbols, List<LocalDate> dates, int found) {
        return new BarqueException(
                "audit.too-few-bars",
                Concern.CALLER,
                "Cannot audit " + symbols + " on " + dates + ": there are bars of " + found
                        + " instants. Expected at least two, since something has to come after the first.");
    }

    static BarqueException nothingComputed(List<Symbol> symbols, List<LocalDate> dates) {
        return new BarqueException(
                "audit.nothing-computed",
                Concern.PLUGIN,
                "Cannot audit " + symbols + " on " + dates + ": the system told of nothing that it computed. Expected"
                        + " features, decisions or marks; a system without any would pass every audit.");
    }

    static BarqueException cannotLoadAnew(Class<?> type, Throwable cause) {
        return new BarqueException(
                "audit.cannot-load-anew",
                Concern.PLUGIN,
                "Cannot load " + type.getName() + " anew: " + cause
                        + ". Expected a class that stands by itself or is static, with a constructor without parameters,"
                        + " whose file the class path holds.",
                cause);
    }
}
