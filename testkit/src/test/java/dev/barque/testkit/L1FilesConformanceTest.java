package dev.barque.testkit;

import dev.barque.core.market.Bar;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

class L1FilesConformanceTest extends BarSourceConformance {
    @TempDir
    private Path folder;

    private int homes;

    @Override
    protected BarSource open(List<Bars> bars) {
        Path home = folder.resolve("home-" + homes++);
        Ingest ingest = Ingest.into(home)
                .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                .build();
        for (Bars batch : bars) {
            ingest.records(
                    IntStream.range(0, batch.size())
                            .mapToObj(i -> record(batch.bar(i)))
                            .toList(),
                    "the suite");
        }
        return L1Files.ofHome(home).build();
    }

    private static Map<String, String> record(Bar bar) {
        return Map.of(
                "symbol", bar.symbol().value(),
                "t", bar.time().toString(),
                "open", Double.toString(bar.open()),
                "high", Double.toString(bar.high()),
                "low", Double.toString(bar.low()),
                "price", Double.toString(bar.close()),
                "volume", Double.toString(bar.volume()),
                "dollar_volume", Double.toString(bar.dollarVolume()));
    }
}
