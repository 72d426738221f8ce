package dev.barque.ops.doctor;

import dev.barque.core.decision.KillSwitch;
import dev.barque.core.time.UtcMicros;
import dev.barque.ops.HealthStatus;
import dev.barque.store.control.KillSwitchFile;
import dev.barque.store.decisions.DecisionQuery;
import dev.barque.store.decisions.DecisionRecords;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Why nothing trades, out of the decision log. */
final class ZeroTrades extends Examination {
    /** Without a date, so many of the newest dates of the log are looked at. */
    private static final int NEWEST_DATES = 5;

    ZeroTrades(Patient patient, Complaint complaint) {
        super(DoctorCase.ZERO_TRADES, patient, complaint);
    }

    @Override
    String look() {
        killSwitch();
        DecisionRecords records = patient.find(DecisionRecords.class)
                .filter(log -> !log.dates().isEmpty())
                .orElseThrow(() -> new Lacking("the home has no decision log; barque backtest --log writes one"));
        List<LocalDate> all = records.dates();
        LocalDate last = complaint.last().orElse(all.get(all.size() - 1));
        LocalDate first = complaint.first().orElse(all.get(Math.max(0, all.size() - NEWEST_DATES)));
        DecisionQuery query = complaint.symbol().map(DecisionQuery::of).orElse(DecisionQuery.all());
        Map<String, NoTradeTally> profiles = new TreeMap<>();
        records.read(
                complaint.profile().map(query::by).orElse(query).between(first, last),
                logged -> profiles.computeIfAbsent(logged.decision().grounds().profile(), id -> new NoTradeTally())
                        .add(logged));
        if (profiles.isEmpty()) {
            undecided(records, all, first, last);
        }
        profiles.forEach((profile, tally) -> {
            if (tally.trades() == 0) {
                new NoTradeCauses(this, profile, tally).name();
            }
        });
        long decisions =
                profiles.values().stream().mapToLong(NoTradeTally::decisions).sum();
        return decisions + " decisions by " + (profiles.isEmpty() ? "nobody" : String.join(", ", profiles.keySet()))
                + ", " + (first.equals(last) ? "on " + first : first + " to " + last) + ".";
    }

    private void killSwitch() {
        KillSwitch.State state = KillSwitchFile.ofHome(patient.directory()).state();
        if (state.on()) {
            draft(HealthStatus.DEGRADED, "Nothing may trade.")
                    .evidence(
                            "kill-switch/state.json",
                            "on since " + state.since() + ", by " + state.by() + ": " + state.reason())
                    .remedy("See that its reason is gone, then switch it off.", "kill off", "--reason", "TEXT")
                    .because(Likelihood.CERTAIN, "The kill switch is on.");
        }
    }

    private void undecided(DecisionRecords records, List<LocalDate> all, LocalDate first, LocalDate last) {
        boolean bars = complaint
                .symbol()
                .map(symbol -> !patient.bars()
                        .bars(
                                symbol,
                                UtcMicros.toInstant(first.toEpochDay() * UtcMicros.PER_DAY),
                                UtcMicros.toInstant((last.toEpochDay() + 1) * UtcMicros.PER_DAY))
                        .isEmpty())
                .orElse(false);
        Draft draft = draft(
                        HealthStatus.DEGRADED,
                        "No decision"
                                + complaint
                                        .symbol()
                                        .map(symbol -> " about " + symbol)
                                        .orElse("") + " from " + first + " to " + last
                                + complaint.profile().map(id -> " by " + id).orElse("") + ".")
                .evidence(
                        records.folder().toString(),
                        "logs of " + all.size() + " dates, " + all.get(0) + " to " + all.get(all.size() - 1));
        complaint
                .symbol()
                .ifPresent(symbol -> draft.evidence("bars of " + symbol, bars ? "are there" : "none on these dates"));
        if (bars) {
            draft.remedy(
                            "Decide about the bars, and log it.",
                            "backtest",
                            "--symbol",
                            complaint.symbol().orElseThrow().value(),
                            "--date",
                            first.toString(),
                            "--log")
                    .because(
                            Likelihood.LIKELY,
                            "The process that decides did not run, wrote its log elsewhere, or logs another symbol or profile.");
        } else {
            draft.remedy("Take bars in.", "ingest", "--stamps", "open", "--interval", "1m", "FILE")
                    .because(Likelihood.LIKELY, "There was nothing to decide about.");
        }
    }
}
