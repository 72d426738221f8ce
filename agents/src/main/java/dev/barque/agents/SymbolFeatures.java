package dev.barque.agents;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Bars;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the rows of one symbol by the engines of a profile. Not safe for use by several threads. */
final class SymbolFeatures {
    private final DecisionPipeline pipeline;
    private final List<FeatureEngine> engines;
    private final FeatureRow.Builder row;
    private final EngineOutput[] outputs;
    private final int[] windowBars;
    /** For each engine the first one that looks equally far back: it sees what that one saw. */
    private final int[] inputOf;

    private final @Nullable EngineInput[] inputs;
    private final @Nullable EngineMemory[] memories;
    private final long lagMicros;

    private SymbolFeatures(DecisionPipeline pipeline, Symbol symbol) {
        this.pipeline = pipeline;
        engines = pipeline.profile().engines();
        row = FeatureRow.builder(pipeline.profile().featureSet(), symbol);
        outputs = new EngineOutput[engines.size()];
        windowBars = new int[engines.size()];
        inputOf = new int[engines.size()];
        inputs = new @Nullable EngineInput[engines.size()];
        memories = new @Nullable EngineMemory[engines.size()];
        long lag = 0;
        for (int e = 0; e < outputs.length; e++) {
            EngineDescriptor descriptor = engines.get(e).descriptor();
            outputs[e] = new EngineOutput(row, pipeline.base(e));
            windowBars[e] = descriptor.windowBars();
            while (windowBars[inputOf[e]] != windowBars[e]) {
                inputOf[e]++;
            }
            lag = Math.max(lag, descriptor.lag().toNanos() / 1_000);
        }
        lagMicros = lag;
    }

    /** Each row from whole windows, for bars in any order. */
    static SymbolFeatures anew(DecisionPipeline pipeline, Symbol symbol) {
        return new SymbolFeatures(pipeline, symbol);
    }

    /** For one bar after the other: engines that can, remember. */
    static SymbolFeatures remembering(DecisionPipeline pipeline, Symbol symbol) {
        SymbolFeatures features = new SymbolFeatures(pipeline, symbol);
        for (int e = 0; e < features.memories.length; e++) {
            FeatureEngine engine = features.engines.get(e);
            Optional<EngineMemory> memory =
                    DecisionPipeline.call("engine", engine.descriptor().id(), "beginning a run", engine::newMemory);
            features.memories[e] = memory.orElse(null);
        }
        return features;
    }

    /** The row about bar {@code i} of the symbol's bars. */
    FeatureRow row(Bars bars, int i, MarketContext market) {
        row.clear();
        OptionChain chain = pipeline.chains().at(market);
        for (int e = 0; e < outputs.length; e++) {
            EngineInput input = inputOf[e] < e ? inputs[inputOf[e]] : null;
            if (input == null) {
                input = new EngineInput(
                        market.timeMicros(), market.spot(), bars.windowEndingAt(i, windowBars[e]), chain, 0);
                inputs[e] = input;
            }
            compute(e, input);
        }
        Arrays.fill(inputs, null);
        long event = pipeline.eventMicros(bars, i);
        return row.build(event, event + lagMicros);
    }

    private void compute(int e, EngineInput input) {
        EngineMemory memory = memories[e];
        try {
            if (memory != null) {
                memory.compute(input, outputs[e]);
            } else {
                engines.get(e).compute(input, outputs[e]);
            }
        } catch (BarqueException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            throw AgentErrors.pluginFailed("engine", engines.get(e).descriptor().id(), "computing features", failure);
        }
    }
}
