package dev.barque.agents.reliability;

import dev.barque.core.decision.Direction;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Outcomes of three agents over some weeks, many of them known at one instant; the same seed gives the same ones. */
final class RandomOutcomes {
    static final long START = 1_760_000_000_000_000L;
    static final List<String> AGENTS = List.of("hedge", "liquidity", "sentiment");

    private RandomOutcomes() {}

    static Outcome one(Random random, long knownMicros) {
        return new Outcome(
                AGENTS.get(random.nextInt(AGENTS.size())),
                knownMicros - (1 + random.nextInt(30)) * UtcMicros.PER_MINUTE,
                random.nextBoolean() ? Direction.LONG : Direction.SHORT,
                random.nextDouble(),
                knownMicros,
                random.nextInt(10) < 6 ? Outcome.Result.WON : Outcome.Result.LOST,
                1 - random.nextDouble());
    }

    /** In the order in which they become known. */
    static List<Outcome> many(Random random, int size) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            outcomes.add(one(random, instant(random)));
        }
        outcomes.sort(Comparator.comparingLong(Outcome::knownMicros));
        return outcomes;
    }

    static long instant(Random random) {
        return START + random.nextInt(40) * 17L * 60 * UtcMicros.PER_MINUTE;
    }

    static ReliabilityRules rules(Random random) {
        return new ReliabilityRules(
                0.5 + random.nextInt(20),
                0.5 + random.nextInt(20),
                java.time.Duration.ofHours(1 + random.nextInt(500)),
                0.1,
                3,
                random.nextInt(3) / 4.0);
    }
}
