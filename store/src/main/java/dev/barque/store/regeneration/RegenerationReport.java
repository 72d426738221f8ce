package dev.barque.store.regeneration;

import dev.barque.core.feature.FeatureSetId;
import dev.barque.store.internal.io.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What came of a regeneration, what earlier runs of its job did included. Immutable.
 *
 * @param version the feature set
 * @param mode what was to be done with the rows
 * @param resumed how many of the partitions earlier runs of the job had done
 * @param outcomes of each partition that is done, by date and symbol
 * @param failures the partitions that are not, by date and symbol
 */
public record RegenerationReport(
        FeatureSetId version,
        RegenerationMode mode,
        int resumed,
        List<PartitionOutcome> outcomes,
        List<RegenerationFailure> failures) {
    /** Copies the lists. */
    public RegenerationReport {
        outcomes = List.copyOf(outcomes);
        failures = List.copyOf(failures);
    }

    /** How many rows were computed. */
    public long computed() {
        return sum(PartitionOutcome::computed);
    }

    /** See {@link PartitionOutcome#fresh()}. */
    public long fresh() {
        return sum(PartitionOutcome::fresh);
    }

    /** See {@link PartitionOutcome#equal()}. */
    public long equal() {
        return sum(PartitionOutcome::equal);
    }

    /** See {@link PartitionOutcome#different()}. */
    public long different() {
        return sum(PartitionOutcome::different);
    }

    /** See {@link PartitionOutcome#unmatched()}. */
    public long unmatched() {
        return sum(PartitionOutcome::unmatched);
    }

    /** See {@link PartitionOutcome#blocked()}. */
    public long blocked() {
        return sum(PartitionOutcome::blocked);
    }

    /** See {@link PartitionOutcome#written()}. */
    public long written() {
        return sum(PartitionOutcome::written);
    }

    /**
     * The share of instants at which what was kept before is what the engines compute, bit for bit and with the same time of
     * knowledge, among all instants that were computed or kept; NaN when there are none. Between rows that were written live and
     * these, it is the parity of online and offline.
     */
    public double parity() {
        long all = computed() + unmatched();
        return all == 0 ? Double.NaN : (double) equal() / all;
    }

    /** Whether everything that was asked for was done. */
    public boolean isComplete() {
        return failures.isEmpty() && (blocked() == 0 || mode != RegenerationMode.ALL);
    }

    /** What differs in which fields, over all partitions, by name. */
    public List<FieldDifference> differences() {
        Map<String, FieldDifference> all = new TreeMap<>();
        for (PartitionOutcome outcome : outcomes) {
            for (FieldDifference one : outcome.differences()) {
                all.merge(one.field(), one, FieldDifference::and);
            }
        }
        return List.copyOf(all.values());
    }

    /** The report as a JSON object; null where there is no number. */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("feature_set_id", version.value());
        json.put("mode", mode.name().toLowerCase(Locale.ROOT));
        json.put("complete", isComplete());
        json.put("partitions", outcomes.size() + failures.size());
        json.put("partitions_done_before", resumed);
        json.put("rows_computed", computed());
        json.put("rows_new", fresh());
        json.put("rows_equal", equal());
        json.put("rows_different", different());
        json.put("rows_unmatched", unmatched());
        json.put("rows_blocked", blocked());
        json.put("rows_written", written());
        json.put("parity", parity());
        List<Object> fields = new ArrayList<>();
        for (FieldDifference one : differences()) {
            Map<String, Object> field = new LinkedHashMap<>();
            field.put("field", one.field());
            field.put("rows", one.rows());
            field.put("greatest", one.greatest());
            field.put("symbol", one.symbol().value());
            field.put("event_time", one.eventTime().toString());
            fields.add(field);
        }
        json.put("differences", fields);
        List<Object> failed = new ArrayList<>();
        for (RegenerationFailure one : failures) {
            Map<String, Object> failure = new LinkedHashMap<>();
            failure.put("date", one.date().toString());
            failure.put("symbol", one.symbol().value());
            failure.put("code", one.code());
            failure.put("message", one.message());
            failed.add(failure);
        }
        json.put("failures", failed);
        return new String(Json.write(json), StandardCharsets.UTF_8);
    }

    private long sum(ToLongFunction<PartitionOutcome> count) {
        return outcomes.stream().mapToLong(count).sum();
    }
}
