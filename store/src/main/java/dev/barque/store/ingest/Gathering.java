package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.store.l1.L1Record;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps good records as bars in the order in which they come, repeated ones too. */
final class Gathering implements RecordSink {
    private final StampConvention stamps;
    private final Map<String, Bars.Builder> bars = new HashMap<>();
    private final List<IngestReport.Reject> rejects = new ArrayList<>();
    private long read;
    private long rejected;

    Gathering(StampConvention stamps) {
        this.stamps = stamps;
    }

    @Override
    public void add(L1Record bar) {
        Bars.Builder of = bars.get(bar.symbol());
        long completed = Stamps.completed(stamps, bar);
        if (of == null) {
            Duration interval = stamps.interval();
            of = Bars.builder(Symbol.of(bar.symbol())).interval(interval);
            bars.put(bar.symbol(), of);
        }
        of.add(
                completed,
                number(bar.open()),
                number(bar.high()),
                number(bar.low()),
                number(bar.price()),
                number(bar.volume()),
                number(bar.dollarVolume()));
        read++;
    }

    @Override
    public void reject(long line, BarqueException problem) {
        read++;
        rejected++;
        if (rejects.size() < IngestReport.MAX_LISTED) {
            rejects.add(IngestReport.Reject.of(line, problem));
        }
    }

    @Override
    public long read() {
        return read;
    }

    @Override
    public boolean isFull() {
        return false;
    }

    InputBars input(String name) {
        Map<Symbol, Bars> bySymbol = new TreeMap<>();
        bars.values().stream().map(Bars.Builder::build).forEach(one -> bySymbol.put(one.symbol(), one));
        return new InputBars(name, read, rejected, rejects, List.copyOf(bySymbol.values()));
    }

    private static double number(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
