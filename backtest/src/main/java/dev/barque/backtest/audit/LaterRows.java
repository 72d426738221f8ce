package dev.barque.backtest.audit;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.util.List;
import java.util.Optional;

/** Feature rows that are those of a store up to an instant: whoever asks as of a later one is told something else. */
final class LaterRows implements FeatureReader {
    private final FeatureReader source;
    private final Later later;

    LaterRows(FeatureReader source, Later later) {
        this.source = source;
        this.later = later;
    }

    @Override
    public Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
        long known = asOf.knownMicros();
        return source.find(set, symbol, seen(asOf))
                .map(row -> later.alters(Math.max(row.eventMicros(), row.knownMicros()), known) ? another(row) : row);
    }

    @Override
    public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
        return source.diagnose(set, symbol, seen(asOf));
    }

    private AsOf seen(AsOf asOf) {
        long event = later.how() == Perturbation.CUT ? later.asked(asOf.eventMicros()) : asOf.eventMicros();
        long known = later.asked(asOf.knownMicros());
        return event == asOf.eventMicros() && known == asOf.knownMicros()
                ? asOf
                : new AsOf(UtcMicros.toInstant(event), UtcMicros.toInstant(known));
    }

    /** Numbers and flags are others; texts stay, since they may be words that a reader has to know. */
    private FeatureRow another(FeatureRow row) {
        FeatureRow.Builder out = FeatureRow.builder(row.set(), row.symbol());
        List<FeatureField> fields = row.schema().fields();
        for (int f = 0; f < fields.size(); f++) {
            if (!row.isNull(f)) {
                double factor = later.factor(row.eventMicros(), f);
                switch (fields.get(f).type()) {
                    case FLOAT64 -> out.float64(f, row.float64(f) * factor);
                    case INT64 -> out.int64(f, row.int64(f) + 1);
                    case BOOL -> out.bool(f, !row.bool(f));
                    case STRING -> out.string(f, row.string(f));
                    case FLOAT64_LIST -> out.float64List(f, doubles(row, f, factor));
                    case STRING_LIST -> out.stringList(f, texts(row, f));
                    case INTERVAL_LIST -> out.intervalList(f, intervals(row, f, factor));
                }
            }
        }
        long known =
                later.how() == Perturbation.ADDED ? Math.max(row.knownMicros(), later.micros() + 1) : row.knownMicros();
        return out.build(row.eventMicros(), known).written(row.ingestedMicros(), row.sequence());
    }

    private static double[] doubles(FeatureRow row, int field, double factor) {
        double[] values = new double[row.length(field)];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.float64(field, i) * factor;
        }
        return values;
    }

    private static List<String> texts(FeatureRow row, int field) {
        String[] values = new String[row.length(field)];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.string(field, i);
        }
        return List.of(values);
    }

    private static double[] intervals(FeatureRow row, int field, double factor) {
        double[] ends = new double[2 * row.length(field)];
        for (int i = 0; i < ends.length / 2; i++) {
            ends[2 * i] = row.lo(field, i) * factor;
            ends[2 * i + 1] = row.hi(field, i) * factor;
        }
        return ends;
    }
}
