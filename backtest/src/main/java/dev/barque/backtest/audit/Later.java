package dev.barque.backtest.audit;

import dev.barque.core.decision.Reading;
import dev.barque.core.decision.ReadingSource;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionChainSource;
import dev.barque.core.market.OptionMeasure;
import dev.barque.core.time.UtcMicros;
import java.util.Set;

/**
 * A market as it was up to an instant, and another one after it.
 *
 * @param how what is done to what lies after the instant
 * @param micros the instant, UTC microseconds
 * @param seed of the other values
 */
record Later(Perturbation how, long micros, long seed) {
    /** How much later things are known. */
    static final long DELAY = 7 * UtcMicros.PER_MINUTE;

    /** The data with some of its inputs changed; what is not named stays as it is. */
    static AuditData changed(AuditData data, Perturbation how, long micros, Set<AuditInput> inputs, long seed) {
        if (how == Perturbation.AGAIN) {
            return data;
        }
        Later later = new Later(how, micros, seed);
        return new AuditData(
                data.symbols(),
                data.dates(),
                inputs.contains(AuditInput.BARS) ? new LaterBars(data.bars(), later) : data.bars(),
                inputs.contains(AuditInput.ROWS) ? new LaterRows(data.rows(), later) : data.rows(),
                inputs.contains(AuditInput.CHAINS) ? later.chains(data.chains()) : data.chains(),
                inputs.contains(AuditInput.READINGS)
                        ? data.readings().stream().map(later::readings).toList()
                        : data.readings());
    }

    /** The instant of knowledge at which a source is asked in place of one that asks it for another. */
    long asked(long atMicros) {
        if (atMicros <= micros) {
            return atMicros;
        }
        return switch (how) {
            case CUT -> micros;
            case TIMES -> Math.max(micros, atMicros - DELAY);
            default -> atMicros;
        };
    }

    /** Whether an answer that became known at an instant, to a question as of another, is another one here. */
    boolean alters(long knownMicros, long atMicros) {
        return switch (how) {
            case VALUES -> knownMicros > micros;
            case ADDED -> atMicros > micros;
            default -> false;
        };
    }

    /** A factor between a quarter and four, the same for the same thing; never close to 1. */
    double factor(long about, int which) {
        long mixed = mix(about * 31 + which + mix(seed ^ micros));
        double unit = (mixed >>> 11) * 0x1.0p-53;
        double size = 1.25 + 2.75 * unit;
        return (mixed & 1) == 0 ? size : 1 / size;
    }

    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private OptionChainSource chains(OptionChainSource source) {
        return (symbol, atMicros) -> {
            OptionChain chain = source.newest(symbol, asked(atMicros));
            return chain == null || !alters(chain.timeMicros(), atMicros) ? chain : another(chain, atMicros);
        };
    }

    private OptionChain another(OptionChain chain, long atMicros) {
        OptionChain.Builder other = chain.toBuilder()
                .timeMicros(how == Perturbation.ADDED ? atMicros : chain.timeMicros())
                .underlying(chain.underlying() * factor(chain.timeMicros(), -1));
        for (OptionMeasure measure : OptionMeasure.values()) {
            if (measure != OptionMeasure.STRIKE && chain.has(measure)) {
                double[] column = new double[chain.size()];
                for (int i = 0; i < column.length; i++) {
                    column[i] = chain.value(measure, i)
                            * factor(chain.timeMicros() + i, measure.id().hashCode());
                }
                other.column(measure, column);
            }
        }
        return other.build();
    }

    private ReadingSource readings(ReadingSource source) {
        return (symbol, atMicros) -> source.at(symbol, asked(atMicros))
                .map(reading -> alters(reading.knownMicros(), atMicros) ? another(reading) : reading);
    }

    private Reading another(Reading reading) {
        double factor = factor(reading.knownMicros(), 0);
        return new Reading(
                reading.name(),
                (reading.value() + 1) * factor,
                Math.max(reading.knownMicros(), how == Perturbation.ADDED ? micros + 1 : Long.MIN_VALUE),
                reading.note());
    }
}
