package dev.barque.benchmarks.scale;

import dev.barque.core.market.Bars;
import dev.barque.core.time.UtcMicros;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

/** The bars of a day as a vendor's records, symbol after symbol, made as they are asked for. */
final class Records implements Iterable<Map<String, Object>> {
    private final Market market;
    private final int day;
    private final boolean corrections;

    private Records(Market market, int day, boolean corrections) {
        this.market = market;
        this.day = day;
        this.corrections = corrections;
    }

    /** As first said. */
    static Records of(Market market, int day) {
        return new Records(market, day, false);
    }

    /** The days of corrected symbols once more, as they are known in the end. */
    static Records corrections(Market market, int day) {
        return new Records(market, day, true);
    }

    @Override
    public Iterator<Map<String, Object>> iterator() {
        return new Iterator<>() {
            private int symbol = -1;
            private Bars bars = Bars.builder(market.symbols().get(0)).build();
            private int next;

            @Override
            public boolean hasNext() {
                while (next >= bars.size() && symbol + 1 < market.symbols().size()) {
                    symbol++;
                    next = 0;
                    if (!corrections || market.isCorrected(symbol, day)) {
                        bars = corrections ? market.finalBars(symbol, day) : market.bars(symbol, day);
                    }
                }
                return next < bars.size();
            }

            @Override
            public Map<String, Object> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Map<String, Object> record = record(bars, next);
                next++;
                return record;
            }
        };
    }

    private static Map<String, Object> record(Bars bars, int i) {
        Map<String, Object> record = new HashMap<>(16);
        record.put("symbol", bars.symbol().value());
        record.put("t", UtcMicros.toInstant(bars.time(i)));
        record.put("open", bars.open(i));
        record.put("high", bars.high(i));
        record.put("low", bars.low(i));
        record.put("price", bars.close(i));
        record.put("volume", bars.volume(i));
        record.put("dollar_volume", bars.dollarVolume(i));
        return record;
    }
}
