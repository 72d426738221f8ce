package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.backtest.ReplayRules;
import dev.barque.backtest.audit.AuditData;
import dev.barque.backtest.audit.AuditedSystem;
import dev.barque.backtest.audit.FreshClasses;
import dev.barque.backtest.audit.LookAhead;
import dev.barque.backtest.audit.LookAheadAudit;
import dev.barque.backtest.audit.LookAheadReport;
import dev.barque.backtest.audit.ReplayedPipeline;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.testkit.internal.Seeds;
import dev.barque.testkit.internal.parts.Walk;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What every part of a profile does: nothing that comes after an instant changes what was computed up to it. Put your engine, agent,
 * composer or guard into a profile and extend this in your tests; the whole profile is replayed and audited by
 * {@link LookAheadAudit}. A guard is seen only where something is proposed, so give it a profile that proposes.
 *
 * <p>The extending class and everything that it uses is loaded anew for each run, so that static caches start empty: it has to stand
 * by itself or be static, with a constructor without parameters, and to hold nothing that other tests put there.
 */
public abstract class LookAheadConformance {
    private static final int BARS = 430;

    /** For subclasses. */
    protected LookAheadConformance() {}

    /**
     * The profile with the part in it, anew for each run; a part that looks past its arguments has to look at this data. A replay
     * wants the feature {@code liquidity.present.amihud} in the set; it may be null.
     */
    protected abstract Profile profile(AuditData data);

    /** What the bars are like: a random walk in minutes over two sessions unless it is said. */
    protected AuditData data(long seed) {
        Symbol symbol = Symbol.of("AAA");
        InMemoryBarSource bars = new InMemoryBarSource(List.of(Walk.of(symbol, seed, BARS)));
        return AuditData.of(List.of(symbol), bars.dates(), bars);
    }

    /** How the replay accounts. */
    protected ReplayRules rules() {
        return ReplayRules.standard();
    }

    /** How many instants are looked at for each of three seeds. */
    protected int samples() {
        return 3;
    }

    private AuditedSystem system() {
        return new ReplayedPipeline(
                data -> new DecisionPipeline(profile(data), OptionChains.of(data.chains())),
                rules(),
                ReplayedPipeline.Features.COMPUTED,
                TradingCalendars.alwaysOpen());
    }

    @Test
    void nothing_that_comes_later_changes_features_decisions_or_equity() {
        for (long seed : Seeds.seeds(3)) {
            AuditData data = data(seed);
            LookAheadReport report = LookAheadAudit.of(
                            () -> FreshClasses.instance(LookAheadConformance.class, getClass())
                                    .system())
                    .samples(samples())
                    .seed(seed)
                    .run(data);

            assertThat(report.findings())
                    .as(
                            "what knows the future, on %s from %s on, %s:\n%s",
                            data.symbols(),
                            UtcMicros.toInstant(data.bars()
                                    .day(data.symbols().get(0), data.dates().get(0))
                                    .time(0)),
                            Seeds.repeat(seed),
                            report.findings().stream().map(LookAhead::text).collect(Collectors.joining("\n")))
                    .isEmpty();
        }
    }
}
