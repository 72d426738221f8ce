package dev.barque.cli.conformance;

import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Bars;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code engines.jsonl}: one engine on one table. */
final class EngineCases extends JsonLines {
    EngineCases() {
        super("engines.jsonl");
    }

    @Override
    Outcome run(Path folder, String id, JsonNode record) {
        String engine = record.path("engine").asString();
        JsonNode args = record.path("args");
        FeatureRow row;
        try {
            row = compute(engine, args);
        } catch (RuntimeException e) {
            return Refusals.compare(id, record, e);
        }
        if (record.has("raises")) {
            return Refusals.answered(id, record);
        }
        Optional<String> difference =
                new Difference(notCompared(record)).between("", record.path("output"), RowTrees.group(row, engine));
        if (difference.isPresent()) {
            return Outcome.failed(id, difference.get());
        }
        return record.has("unstable")
                ? Outcome.excluded(
                        id,
                        "unstable in the original: " + record.path("unstable").asString())
                : Outcome.passed(id);
    }

    static FeatureRow compute(String engine, JsonNode args) {
        Symbol symbol = Symbol.of(args.path("symbol").asString());
        long now = PythonValue.micros(args.path("now").asString(), PythonValue.NAIVE_ZONE);
        FeatureRow.Builder row =
                FeatureRow.builder(StandardProfiles.publishedV1().featureSet(), symbol);
        if (engine.equals("hedge")) {
            compute(engine, symbol, now, PythonValue.number(args.path("spot")), null, args.path("chain"), 0, row);
        } else {
            double news = args.has("news_bias") ? PythonValue.number(args.path("news_bias")) : 0;
            compute(engine, symbol, now, Double.NaN, args.path("df"), null, news, row);
        }
        return row.build(now, now);
    }

    /** Lets one engine of the published profile write its part of a row. */
    static void compute(
            String id,
            Symbol symbol,
            long now,
            double spot,
            @Nullable JsonNode table,
            @Nullable JsonNode chainTable,
            double news,
            FeatureRow.Builder row) {
        Profile profile = StandardProfiles.publishedV1();
        int base = 0;
        for (FeatureEngine engine : profile.engines()) {
            if (engine.descriptor().id().equals(id)) {
                Bars bars = table == null || isEmptySentiment(id, table)
                        ? Bars.builder(symbol).build()
                        : PythonTables.bars(symbol, table, PythonValue.NAIVE_ZONE);
                OptionChain chain = chainTable == null ? null : PythonTables.chain(chainTable);
                engine.compute(new EngineInput(now, spot, bars.window(), chain, news), new EngineOutput(row, base));
                return;
            }
            base += engine.descriptor().schema().size();
        }
        throw new IllegalArgumentException("The published profile has no engine " + id);
    }

    /** The published sentiment engine asks for rows before it asks for columns. */
    private static boolean isEmptySentiment(String id, JsonNode table) {
        return id.equals("sentiment") && table.path("n_rows").intValue() == 0;
    }

    static Set<String> notCompared(JsonNode record) {
        Set<String> paths = new HashSet<>();
        for (JsonNode path : record.path("not_compared")) {
            paths.add(path.asString());
        }
        if (record.has("unstable")) {
            // The note begins with the path of the value that varies from machine to machine.
            String note = record.path("unstable").asString();
            paths.add(note.substring(0, Math.max(0, note.indexOf(':'))));
        }
        return paths;
    }

    static Map<String, @Nullable Object> tree(FeatureRow row) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        for (String group : List.of("hedge", "liquidity", "sentiment", "quality")) {
            tree.put(group, RowTrees.group(row, group));
        }
        return tree;
    }
}
