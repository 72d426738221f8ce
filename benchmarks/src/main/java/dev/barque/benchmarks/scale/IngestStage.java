package dev.barque.benchmarks.scale;

import dev.barque.core.market.StampConvention;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.ingest.IngestReport;
import java.time.Clock;
import java.time.Duration;

/** Bars of all days go in, one day after the other, each with the corrections of the day before it. */
final class IngestStage implements Stage {
    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public void run(Life life) {
        long rows = 0;
        for (int day = 0; day < life.size.days(); day++) {
            rows += day(life, day);
            life.tell("bars", day + 1, life.size.days(), "days");
        }
        life.facts.put("bars", rows);
    }

    /** One day; how many bars it has. */
    static long day(Life life, int day) {
        if (day > 0 && Market.isCorrected(day - 1)) {
            IngestReport report = take(
                    life,
                    Records.corrections(life.market, day - 1),
                    "correct bars",
                    life.at(life.market.correctedAt(day - 1)));
            long expected = 0;
            for (int symbol = 0; symbol < life.size.symbols(); symbol++) {
                expected += life.market.isCorrected(symbol, day - 1)
                        ? Math.min(
                                Market.CORRECTED,
                                Math.max(0, life.market.bars(symbol, day - 1).size() - 40))
                        : 0;
            }
            Life.same("bars corrected in " + life.market.date(day - 1), report.replaced(), expected);
        }
        IngestReport report = take(life, Records.of(life.market, day), "ingest", life.after(day));
        Life.same("bars refused of " + life.market.date(day), report.rejected(), 0L);
        Life.same("bars written of " + life.market.date(day), report.written(), report.read());
        return report.written();
    }

    private static IngestReport take(Life life, Records records, String line, Clock clock) {
        IngestReport[] report = new IngestReport[1];
        life.meter.time(line, () -> {
            report[0] = Ingest.into(life.home())
                    .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                    .clock(clock)
                    .build()
                    .records(records, "vendor");
            return report[0].read();
        });
        return report[0];
    }
}
