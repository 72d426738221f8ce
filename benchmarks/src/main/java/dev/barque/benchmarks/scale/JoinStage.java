package dev.barque.benchmarks.scale;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.JoinedColumns;
import dev.barque.store.asof.Spine;
import dev.barque.store.asof.SpineJoin;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A million questions about any symbols and times within sessions are answered as of their times; a sample is held against the model. */
final class JoinStage implements Stage {
    private static final int SAMPLE = 500;

    @Override
    public String name() {
        return "join";
    }

    @Override
    public void run(Life life) {
        Spine spine = spine(life);
        JoinedColumns[] joined = new JoinedColumns[1];
        long[] loaded = new long[1];
        try (ParquetFeatureStore store = life.store().openReadOnly()) {
            life.meter.time("join, rows looked at", () -> {
                joined[0] = SpineJoin.with(store::table, Features.SET, FeatureTable.scalars(Features.SET))
                        .columns(spine, (symbol, table) -> {
                            loaded[0] += table.size();
                            life.tell("joined", loaded[0], life.fact("rows"), "rows");
                        });
                return loaded[0];
            });
        }
        life.facts.put("questions", (long) spine.size());
        life.facts.put("answers", (long) joined[0].matched());
        check(life, spine, joined[0]);
    }

    /** Questions by time. */
    private static Spine spine(Life life) {
        SplittableRandom random = new SplittableRandom(life.size.seed() + 1);
        int[] symbol = new int[life.size.questions()];
        long[] times = new long[symbol.length];
        for (int q = 0; q < times.length; q++) {
            int day = random.nextInt(life.size.days());
            long open = life.market.session(day).openMicros() + UtcMicros.PER_MINUTE;
            times[q] = random.nextLong(open, life.market.session(day).closeMicros() + UtcMicros.PER_MINUTE);
            symbol[q] = random.nextInt(life.size.symbols());
        }
        Arrays.sort(times);
        return Spine.of(life.market.symbols(), symbol, times);
    }

    private static void check(Life life, Spine spine, JoinedColumns joined) {
        SplittableRandom random = new SplittableRandom(life.size.seed() + 2);
        Model model = new Model(life.market);
        for (int i = 0; i < SAMPLE; i++) {
            int q = random.nextInt(spine.size());
            List<FeatureRow> expected = model.find(spine.symbol(q), spine.eventMicros(q), spine.knownMicros(q));
            Life.same("question " + q + " has an answer", joined.isMatched(q), !expected.isEmpty());
            for (FeatureRow row : expected) {
                Life.same("event time of answer " + q, joined.eventMicros()[q], row.eventMicros());
                for (int k = 0; k < Features.SET.schema().size(); k++) {
                    Life.same("field " + k + " of answer " + q, joined.float64(k)[q], row.float64(k));
                }
            }
        }
    }
}
