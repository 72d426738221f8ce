package dev.barque.testkit.lookahead;

import dev.barque.backtest.audit.AuditData;
import dev.barque.backtest.audit.AuditTrace;
import dev.barque.backtest.audit.AuditedSystem;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.time.LocalDate;

/** Computes one number for each bar, from all the bars that there are. */
abstract class PerBar implements AuditedSystem {
    abstract double at(AuditData data, Bars bars, int i);

    @Override
    public void run(AuditData data, AuditTrace to) {
        for (Symbol symbol : data.symbols()) {
            Bars.Builder all = Bars.builder(symbol);
            for (LocalDate date : data.dates()) {
                Bars day = data.bars().day(symbol, date);
                for (int i = 0; i < day.size(); i++) {
                    all.copy(day, i);
                }
            }
            Bars bars = all.build();
            for (int i = 0; i < bars.size(); i++) {
                tell(to, symbol, bars.time(i), at(data, bars, i));
            }
        }
    }

    void tell(AuditTrace to, Symbol symbol, long micros, double value) {
        to.number("value", symbol, micros, value);
    }

    static double mean(Bars bars, int from, int to) {
        double sum = 0;
        for (int i = Math.max(0, from); i < Math.min(bars.size(), to); i++) {
            sum += bars.close(i);
        }
        return sum / (Math.min(bars.size(), to) - Math.max(0, from));
    }
}
