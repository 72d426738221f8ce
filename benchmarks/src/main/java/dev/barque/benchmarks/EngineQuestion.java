package dev.barque.benchmarks;

import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineMemory;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.MarketContext;
import dev.barque.agents.OptionChains;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Bars;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Features of a bar. */
final class EngineQuestion {
    private static final int WINDOW = 60;
    private static final int BINS = 24;

    private EngineQuestion() {}

    /** Minutes of one symbol, and chains that were made ahead of time. */
    private record Minutes(Bars bars, OptionChains chains) implements AutoCloseable {
        private static Minutes of(int count) {
            LiveFeed feed = new LiveFeed(Symbol.of("SPY"), 1);
            Bars.Builder bars = Bars.builder(feed.symbol()).interval(Duration.ofMinutes(1));
            for (int i = 0; i < count; i++) {
                feed.next();
                bars.add(feed.time(), feed.price(), feed.volume(), feed.price() * feed.volume());
            }
            return new Minutes(bars.build(), new FixedChains(new MarketContext(feed.symbol(), 0, 300)));
        }

        private int first() {
            return WINDOW + 1;
        }

        private long counted() {
            return (long) bars.size() - first();
        }

        @Override
        public void close() {}
    }

    static Question<Minutes> question() {
        return Question.about("engines", Minutes.class, (dose, scratch) -> Minutes.of(dose.of(3_900, 780)))
                .asks(
                        "What do the features of a bar cost?",
                        "The engines of PUBLISHED_V1 (hedge with a chain of 40 contracts, liquidity, sentiment) over minute bars,"
                                + " into a row; the sum of some of its numbers has to be the same.")
                .counts(Unit.NANOS, Minutes::counted)
                .jvm("-Xmx1g")
                .ours("engines that remember", given -> new Engines(given, true))
                .ours("each window anew", given -> new Engines(given, false))
                .recorded(Published.NAME, Published.nanos("engines.bar"))
                .limit("four loops over arrays", Loops::new)
                .bar(new Bar.AheadOf(Published.NAME, 1_000))
                .because(
                        "the loops are four sums (Amihud's median, Kyle's lambda, a volume profile, z-scores) of a window of 60;"
                                + " the engines also take dealers' greeks of 40 contracts, find zones, magnets and cones, check for what"
                                + " is missing, and build an immutable row with its lists.")
                .build();
    }

    private static final class Engines implements Work {
        private final Minutes given;
        private final boolean remembers;
        private final List<FeatureEngine> engines =
                StandardProfiles.publishedV1().engines();
        private final FeatureSet set = StandardProfiles.publishedV1().featureSet();
        private double sum;

        private Engines(Minutes given, boolean remembers) {
            this.given = given;
            this.remembers = remembers;
        }

        @Override
        public void run() {
            sum = 0;
            FeatureRow.Builder row = FeatureRow.builder(set, given.bars().symbol());
            EngineOutput[] outputs = new EngineOutput[engines.size()];
            @Nullable EngineMemory[] memories = new @Nullable EngineMemory[engines.size()];
            int base = 0;
            for (int e = 0; e < outputs.length; e++) {
                outputs[e] = new EngineOutput(row, base);
                base += engines.get(e).descriptor().schema().size();
                memories[e] = remembers ? engines.get(e).newMemory().orElse(null) : null;
            }
            int amihud = set.schema().indexOf("liquidity.present.amihud");
            int magnet = set.schema().indexOf("liquidity.future.next_magnet");
            Bars bars = given.bars();
            for (int i = given.first(); i < bars.size(); i++) {
                MarketContext market = new MarketContext(bars.symbol(), bars.time(i), bars.close(i));
                OptionChain chain = given.chains().at(market);
                row.clear();
                for (int e = 0; e < outputs.length; e++) {
                    FeatureEngine engine = engines.get(e);
                    EngineInput input = new EngineInput(
                            market.timeMicros(),
                            market.spot(),
                            bars.windowEndingAt(i, engine.descriptor().windowBars()),
                            chain,
                            0);
                    EngineMemory memory = memories[e];
                    if (memory == null) {
                        engine.compute(input, outputs[e]);
                    } else {
                        memory.compute(input, outputs[e]);
                    }
                }
                FeatureRow made = row.build(bars.time(i), bars.time(i));
                sum += 1e9 * made.float64Or(amihud, 0) + made.float64Or(magnet, 0);
            }
        }

        @Override
        public double checksum() {
            return sum;
        }
    }

    /** Nothing but the sums, in arrays of primitives that are there already. */
    private static final class Loops implements Work {
        private final double[] close;
        private final double[] volume;
        private final double[] dollars;
        private final double[] ratios = new double[WINDOW];
        private final double[] profile = new double[BINS];
        private final int first;
        private double sum;

        private Loops(Minutes given) {
            int size = given.bars().size();
            close = new double[size];
            volume = new double[size];
            dollars = new double[size];
            for (int i = 0; i < size; i++) {
                close[i] = given.bars().close(i);
                volume[i] = given.bars().volume(i);
                dollars[i] = given.bars().dollarVolume(i);
            }
            first = given.first();
        }

        @Override
        public void run() {
            sum = 0;
            for (int i = first; i < close.length; i++) {
                int from = i - WINDOW + 1;
                sum += amihud(from) + lambda(from) + profile(from) + z(close, from) + z(volume, from);
            }
        }

        private double amihud(int from) {
            for (int i = 0; i < WINDOW; i++) {
                ratios[i] = Math.abs(close[from + i] / close[from + i - 1] - 1) / dollars[from + i];
            }
            Arrays.sort(ratios);
            return (ratios[WINDOW / 2 - 1] + ratios[WINDOW / 2]) / 2;
        }

        private double lambda(int from) {
            double up = 0;
            double down = 0;
            for (int i = from; i + 1 < from + WINDOW; i++) {
                double flow = Math.signum(close[i + 1] - close[i]) * dollars[i];
                up += (close[i] / close[i - 1] - 1) * flow;
                down += flow * flow;
            }
            return Math.abs(up / down);
        }

        private double profile(int from) {
            double low = close[from];
            double high = low;
            for (int i = from; i < from + WINDOW; i++) {
                low = Math.min(low, close[i]);
                high = Math.max(high, close[i]);
            }
            Arrays.fill(profile, 0);
            for (int i = from; i < from + WINDOW; i++) {
                profile[(int) Math.min(BINS - 1, (close[i] - low) / (high - low) * BINS)] += volume[i];
            }
            double most = 0;
            for (double bin : profile) {
                most = Math.max(most, bin);
            }
            return most;
        }

        private static double z(double[] of, int from) {
            double total = 0;
            double squares = 0;
            for (int i = from; i < from + WINDOW; i++) {
                total += of[i];
                squares += of[i] * of[i];
            }
            double mean = total / WINDOW;
            return (of[from + WINDOW - 1] - mean) / Math.sqrt(squares / WINDOW - mean * mean);
        }

        @Override
        public double checksum() {
            return sum == 0 ? 0 : Double.NaN;
        }
    }
}
