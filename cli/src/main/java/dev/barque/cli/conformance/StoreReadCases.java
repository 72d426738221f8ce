package dev.barque.cli.conformance;

import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.NoFeaturesException;
import dev.barque.core.market.Symbol;
import dev.barque.store.PublishedFeatures;
import dev.barque.store.StampPolicy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code store_reads.jsonl}: point-in-time reads of feature files, in the folder that the case names. */
final class StoreReadCases extends JsonLines {
    private final Map<Path, PublishedFeatures> readers = new LinkedHashMap<>();

    StoreReadCases() {
        super("store_reads.jsonl");
    }

    @Override
    Outcome run(Path folder, String id, JsonNode record) {
        PublishedFeatures store =
                readers.computeIfAbsent(folder.resolve(record.path("store").asString()), StoreReadCases::reader);
        JsonNode args = record.path("args");
        FeatureRow row;
        try {
            row = read(store, args);
        } catch (RuntimeException e) {
            return Refusals.compare(id, record, e);
        }
        if (record.has("raises")) {
            return Refusals.answered(id, record);
        }
        Optional<String> difference = difference(record, row);
        if (difference.isEmpty()) {
            return Outcome.passed(id);
        }
        return record.has("unstable") && isCandidate(record, row)
                ? Outcome.excluded(
                        id,
                        "unstable in the original: " + record.path("unstable").asString())
                : Outcome.failed(id, difference.get());
    }

    static PublishedFeatures reader(Path root) {
        return PublishedFeatures.builder(root)
                .anySet(StandardProfiles.publishedV1().featureSet().schema())
                .zone(PythonValue.NAIVE_ZONE)
                .stamps(StampPolicy.UNIFORM)
                .build();
    }

    /** The published system looks in the partition of the date as the caller wrote it. */
    private static FeatureRow read(PublishedFeatures store, JsonNode args) {
        String time = args.path("t_event").asString();
        LocalDate date = PythonValue.writtenDate(time);
        FeatureSetId set = FeatureSetId.of(args.path("feature_set_id").asString());
        Symbol symbol = Symbol.of(args.path("symbol").asString());
        AsOf asOf = AsOf.at(PythonValue.micros(time, PythonValue.NAIVE_ZONE));
        return store.findIn(date, set, symbol, asOf)
                .orElseThrow(() -> new NoFeaturesException(store.diagnoseIn(date, set, symbol, asOf)));
    }

    private static Optional<String> difference(JsonNode record, FeatureRow row) {
        JsonNode expected =
                record.has("result_zones_as_lists") ? record.path("result_zones_as_lists") : record.path("result");
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        found.put("symbol", row.symbol().value());
        String bar = expected.path("bar").asString("");
        boolean sameBar = !bar.isEmpty() && PythonValue.micros(bar, PythonValue.NAIVE_ZONE) == row.eventMicros();
        found.put("bar", sameBar ? bar : row.eventTime().toString());
        found.put("feature_set_id", row.set().id().value());
        found.putAll(EngineCases.tree(row));
        return Difference.everywhere().between("", expected, found);
    }

    /** Whether it is one of the rows of the winning bar: which of them wins is left open by the original. */
    private static boolean isCandidate(JsonNode record, FeatureRow row) {
        for (JsonNode candidate : record.path("rows_with_that_bar")) {
            if (candidate.longValue() + 1 == row.sequence()) {
                return true;
            }
        }
        return false;
    }
}
