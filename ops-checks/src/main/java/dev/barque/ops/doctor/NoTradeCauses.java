package dev.barque.ops.doctor;

import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.NoTrade.Reason;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.doctor.Examination.Draft;
import dev.barque.store.decisions.LoggedDecision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The causes for which one profile never traded, each with its share of the bars. */
final class NoTradeCauses {
    /** What happened on fewer of the bars than this does not explain that there was no trade at all. */
    private static final double LEAST_SHARE = 0.1;
    /** An agent that is silent this often is more than hesitant. */
    private static final double SILENT_SHARE = 0.5;

    private final Examination examination;
    private final String profile;
    private final NoTradeTally tally;

    NoTradeCauses(Examination examination, String profile, NoTradeTally tally) {
        this.examination = examination;
        this.profile = profile;
        this.tally = tally;
    }

    void name() {
        features(Reason.NO_FEATURES, tally.withoutFeatures(), "On these bars no feature row could be seen.");
        features(
                Reason.ENGINE_MISSING,
                tally.count(Reason.ENGINE_MISSING),
                "The rows lack an engine that the profile insists on.");
        tally.guards().forEach(this::guard);
        tally.agents().forEach(this::silent);
        alignment();
        opposed();
    }

    private Draft draft() {
        return examination.draft(
                HealthStatus.DEGRADED, "No trade in " + tally.decisions() + " decisions by " + profile + ".");
    }

    private void features(Reason reason, int bars, String cause) {
        LoggedDecision example = tally.example(reason);
        if (example == null || !matters(bars)) {
            return;
        }
        Draft draft = draft().evidence("the decision log", count(bars) + " say " + reason.text());
        row(draft, example);
        String symbol = example.decision().symbol().value();
        draft.remedy(
                        "Find out why there are no features.",
                        "doctor no-features",
                        "--symbol",
                        symbol,
                        "--at",
                        example.decision().time().toString())
                .remedy("Build them, and decide again.", "features build", "--symbol", symbol, "--date", date(example))
                .because(Likelihood.CERTAIN, cause);
    }

    private void guard(String id, NoTradeTally.Guard guard) {
        if (!matters(guard.vetoed())) {
            return;
        }
        Draft draft = draft().evidence("the decision log", count(guard.vetoed()) + " were forbidden by the guard " + id)
                .evidence("the first of them", guard.reason());
        row(draft, guard.example());
        draft.remedy("See by how much its bound was missed.", "why-no-trade", options(guard.example()))
                .remedyElsewhere(
                        "See its bound in the profile, and change it there if it is too narrow.",
                        "profile",
                        "show",
                        profile)
                .because(Likelihood.CERTAIN, "The guard " + id + " forbade what the agents proposed; it may be right.");
    }

    private void silent(String id, NoTradeTally.Agent agent) {
        LoggedDecision example = agent.example();
        if (example == null || agent.silent() < agent.asked() * SILENT_SHARE || !matters(agent.silent())) {
            return;
        }
        Draft draft = draft().evidence(
                        "the agent " + id,
                        "is silent on " + agent.silent() + " of " + agent.asked() + " bars: " + agent.excuse());
        row(draft, example);
        draft.remedy("See what it was given.", "explain", at(example))
                .remedy(
                        "Give it what it lacks (option chains, more bars before the first decision), and build the features"
                                + " again.",
                        "chains ingest",
                        "FILE")
                .because(
                        Likelihood.LIKELY,
                        "The agent " + id
                                + " has no inputs, so that fewer agents are left to agree than are asked for.");
    }

    private void alignment() {
        int few = tally.count(Reason.INSUFFICIENT_ALIGNMENT) + tally.count(Reason.TOO_FEW_VOICES);
        LoggedDecision example = tally.example(
                tally.count(Reason.INSUFFICIENT_ALIGNMENT) > 0 ? Reason.INSUFFICIENT_ALIGNMENT : Reason.TOO_FEW_VOICES);
        if (example == null || !matters(few)) {
            return;
        }
        Draft draft = draft().evidence("the decision log", count(few) + " had too few agents of one mind");
        tally.agents().forEach((id, agent) -> agent.lacking().forEach(text -> draft.evidence("the agent " + id, text)));
        row(draft, example);
        draft.remedy("See how near the nearest bars came.", "why-no-trade", options(example))
                .remedyElsewhere(
                        "See the keys threshold, quorum.at_least and quorum.more_than of the profile; lower them in a profile of"
                                + " your own.",
                        "profile",
                        "show",
                        profile)
                .because(
                        Likelihood.LIKELY,
                        "The agents are not sure enough for the thresholds of the profile. That may be right: not every day has"
                                + " a trade, and made-up data hardly ever have one.");
    }

    private void opposed() {
        int opposed = tally.count(Reason.MIXED_SIGNALS) + tally.count(Reason.NO_ALIGNMENT);
        LoggedDecision example =
                tally.example(tally.count(Reason.MIXED_SIGNALS) > 0 ? Reason.MIXED_SIGNALS : Reason.NO_ALIGNMENT);
        if (example == null || !matters(opposed)) {
            return;
        }
        Draft draft = draft().evidence("the decision log", count(opposed) + " had agents of opposite minds")
                .evidence(
                        "the votes of the first",
                        String.format(
                                Locale.ROOT,
                                "%.3f up, %.3f down",
                                example.decision().scores().up(),
                                example.decision().scores().down()));
        row(draft, example);
        draft.remedy("See who said what.", "explain", at(example))
                .remedy(
                        "See how reliable each agent has been; a profile can weigh them by it.",
                        "reliability",
                        at(example))
                .because(Likelihood.LIKELY, "The agents cancel each other out, which is an answer too.");
    }

    private boolean matters(int bars) {
        return bars > 0 && bars >= LEAST_SHARE * tally.decisions();
    }

    private String count(int bars) {
        return bars + " of " + tally.decisions() + " decisions";
    }

    private void row(Draft draft, @Nullable LoggedDecision example) {
        if (example != null) {
            String why = example.decision() instanceof NoTrade none ? none.explanation() : "a trade";
            draft.evidence(
                    examination
                                    .patient
                                    .directory()
                                    .relativize(example.file().toAbsolutePath().normalize()) + ", line "
                            + example.line(),
                    example.decision().symbol() + " at " + example.decision().time() + ": " + why);
        }
    }

    private static String date(LoggedDecision example) {
        Instant time = example.decision().time();
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    private String[] options(@Nullable LoggedDecision example) {
        return example == null
                ? new String[] {"--profile", profile}
                : new String[] {
                    "--symbol", example.decision().symbol().value(), "--date", date(example), "--profile", profile
                };
    }

    private static String[] at(LoggedDecision example) {
        return new String[] {
            "--symbol",
            example.decision().symbol().value(),
            "--at",
            example.decision().time().toString()
        };
    }
}
