package dev.barque.testkit;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import java.util.List;

class InMemoryBarSourceTest extends BarSourceConformance {
    @Override
    protected BarSource open(List<Bars> bars) {
        return new InMemoryBarSource(bars);
    }
}
