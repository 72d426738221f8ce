package dev.barque.store.decisions;

import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Reading;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.Shortfall;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.RowId;
import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decisions that say anything that a decision can say: every constant, every kind of number, hostile texts. */
public final class RandomDecisions {
    private static final double[] NUMBERS = {
        0.0,
        -0.0,
        1,
        -1,
        0.1,
        1e-3,
        9.999e-4,
        1e7,
        9_999_999.0,
        123_456.789,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_NORMAL,
        2 * Double.MIN_VALUE,
        3 * Double.MIN_VALUE,
        Math.scalb(1.1, 77)
    };
    private static final String[] TEXTS = {
        "",
        "plain",
        "two \"quotes\" and \\ a back\\\\slash",
        "tab\t line\n return\r bell\u0007 zero\u0000 del\u007f",
        "\u00e9\u00df\u4e2d\ud83d\ude80",
        "half \ud83d of a pair",
        "\ude80 other half",
        "\u2028,\u2029",
        "}\",\"crc\":\"00000000\"}"
    };

    private final Random random;

    public RandomDecisions(long seed) {
        random = new Random(seed);
    }

    /** One of a symbol at an instant under a profile. */
    public Decision at(Symbol symbol, Instant time, String profile) {
        Grounds grounds = new Grounds(
                symbol,
                time,
                profile,
                row(symbol, time),
                list(4, this::view),
                new Scores(number(), number()),
                list(3, this::verdict),
                random.nextBoolean() ? Circumstances.unknown() : circumstances());
        return random.nextBoolean() ? trade(grounds) : noTrade(grounds);
    }

    private @Nullable RowId row(Symbol symbol, Instant time) {
        return random.nextInt(4) == 0
                ? null
                : new RowId(
                        symbol,
                        FeatureSetId.of("v" + random.nextInt(3)),
                        time,
                        time.plusNanos(1_000L * random.nextInt(3_000_000)),
                        random.nextLong());
    }

    private AgentView view() {
        return new AgentView(
                text(),
                number(),
                number(),
                text(),
                new Levels(list(3, this::zone), list(2, this::zone)),
                Evidence.of(text()),
                random.nextBoolean());
    }

    private Interval zone() {
        return new Interval(number(), number());
    }

    private GuardVerdict verdict() {
        GuardVerdict.Outcome outcome = one(GuardVerdict.Outcome.values());
        double factor = switch (outcome) {
            case PASSED -> 1;
            case VETOED -> 0;
            case SHRUNK -> Math.max(Double.MIN_VALUE, random.nextDouble());
        };
        return new GuardVerdict(text(), outcome, factor, text(), number());
    }

    private Circumstances circumstances() {
        return new Circumstances(
                new AccountState(
                        number(),
                        number(),
                        number(),
                        number(),
                        number(),
                        number(),
                        random.nextInt(),
                        number(),
                        random.nextLong()),
                list(3, () -> new Reading(text(), number(), random.nextLong(), text())));
    }

    private Trade trade(Grounds grounds) {
        return new Trade(
                grounds,
                one(Direction.values()),
                number(),
                number(),
                random.nextInt(),
                number(),
                new Rationale(text(), text(), text(), text()));
    }

    private NoTrade noTrade(Grounds grounds) {
        return new NoTrade(
                grounds,
                one(NoTrade.Reason.values()),
                new SmallestChange(
                        text(),
                        number(),
                        list(
                                3,
                                () -> new Shortfall(
                                        text(), text(), number(), one(Shortfall.Reach.values()), number()))));
    }

    private double number() {
        return switch (random.nextInt(4)) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1 -> random.nextInt(2_000) / 1_000.0;
            case 2 -> random.nextGaussian();
            default -> canonical(Double.longBitsToDouble(random.nextLong()));
        };
    }

    /** All NaN are one. */
    private static double canonical(double value) {
        return Double.isNaN(value) ? Double.NaN : value;
    }

    private String text() {
        if (random.nextInt(200) == 0) {
            return TEXTS[random.nextInt(TEXTS.length)].repeat(2_000);
        }
        return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private <T> List<T> list(int most, Supplier<T> of) {
        List<T> all = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            all.add(of.get());
        }
        return all;
    }
}
