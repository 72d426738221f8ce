package dev.barque.cli.internal.work;

import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.TradeTable;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import dev.barque.core.trial.Trial;
import dev.barque.core.trial.TrialEntry;
import dev.barque.core.trial.TrialLedger;
import dev.barque.profiles.ProfileText;
import dev.barque.store.trials.JsonlTrialLedger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Enters runs into the trial ledger of a home. */
public final class TrialBook {
    private static final int LONGEST_FAMILY = 200;
    private static final int LONGEST_NAME = 400;

    private final TrialLedger ledger;
    private final Clock clock;

    private TrialBook(TrialLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The ledger of a home; the clock says when a run was made. */
    public static TrialBook ofHome(Path home, Clock clock) {
        return new TrialBook(JsonlTrialLedger.ofHome(home), clock);
    }

    /**
     * A run that was entered.
     *
     * @param entry what became of it, or null where it could not be entered
     * @param family how many trials there are on its data; it counts among them in any case
     * @param problem why it could not be entered; empty where it was
     */
    public record Entered(@Nullable TrialEntry entry, TrialFamily family, String problem) {
        /** For people. */
        public String text() {
            return entry == null
                    ? "This run is not in the trial ledger, and will not be counted: " + problem
                    : "Trial " + entry.number() + ", one of " + family.count().trials() + " different ones on "
                            + family.name() + "; seal " + entry.seal().substring(0, 16)
                            + ". What they are worth: barque trials list";
        }
    }

    /** Enters a run; a home that cannot be written to does not stop it. */
    public Entered enter(Variant variant, Symbol symbol, List<LocalDate> dates, Performance run) {
        Trial trial = trial(variant, symbol, dates, run);
        return enter(trial);
    }

    /** Enters a run of one account; everything that can be chosen beside the profile stands in its rules. */
    public Entered enter(
            ProfileChoice choice, List<String> rules, Collection<Symbol> symbols, DateRange dates, Performance run) {
        return enter(new Trial(
                clock.instant(),
                family(symbols),
                choice.name() + " replay",
                configuration(choice, rules),
                dates.first(),
                dates.last(),
                result(run),
                returns(run)));
    }

    private Entered enter(Trial trial) {
        try {
            TrialEntry entry = ledger.enter(trial);
            return new Entered(entry, TrialFamily.of(ledger.history(), trial.family()), "");
        } catch (BarqueException e) {
            return new Entered(null, TrialFamily.unentered(trial), String.valueOf(e.getMessage()));
        }
    }

    /** One symbol is the family of its day replays too: they are on the same data. */
    private static String family(Collection<Symbol> symbols) {
        List<String> names =
                symbols.stream().map(Symbol::value).distinct().sorted().toList();
        String all = String.join("+", names);
        if (all.length() <= LONGEST_FAMILY) {
            return all;
        }
        Sha256 digest = new Sha256();
        text(digest, all);
        return names.size() + " symbols " + digest.hex();
    }

    /** One of many runs: entered without counting the family. A home that cannot be written to stops a sweep: it would be forgotten. */
    void enterOneOfMany(Variant variant, Symbol symbol, List<LocalDate> dates, Performance run) {
        ledger.enter(trial(variant, symbol, dates, run));
    }

    /** The same for a run of one account, with the settings of the point as part of its name. */
    void enterOneOfMany(
            ProfileChoice choice,
            String point,
            List<String> rules,
            Collection<Symbol> symbols,
            DateRange dates,
            Performance run) {
        String name = choice.name() + " replay " + point;
        ledger.enter(new Trial(
                clock.instant(),
                family(symbols),
                name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
                configuration(choice, rules),
                dates.first(),
                dates.last(),
                result(run),
                returns(run)));
    }

    /** The trials on some symbols so far. */
    public TrialFamily of(Collection<Symbol> symbols) {
        return TrialFamily.of(ledger.history(), family(symbols));
    }

    /** The trials on a symbol so far. */
    public TrialFamily family(Symbol symbol) {
        return TrialFamily.of(ledger.history(), symbol.value());
    }

    private Trial trial(Variant variant, Symbol symbol, List<LocalDate> dates, Performance run) {
        return new Trial(
                clock.instant(),
                symbol.value(),
                variant.name(),
                configuration(variant),
                dates.get(0),
                dates.get(dates.size() - 1),
                result(run),
                returns(run));
    }

    static Trial.Returns returns(Performance run) {
        List<LocalDate> dates = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (double value : run.days().returns()) {
            dates.add(run.days().date(values.size()));
            values.add(value);
        }
        return new Trial.Returns(dates, values);
    }

    static String configuration(Variant variant) {
        return configuration(variant.choice(), List.of(variant.slippage().id()));
    }

    /** Every value of the profile, and what execution costs. */
    static String configuration(ProfileChoice choice, List<String> rules) {
        Sha256 digest = new Sha256();
        text(digest, ProfileText.of(choice.settings()));
        rules.forEach(rule -> text(digest, rule));
        return digest.hex();
    }

    /** Of closed trades, which are the same on any capital. */
    static String result(Performance run) {
        Sha256 digest = new Sha256();
        TradeTable trades = run.trades();
        for (int i = 0; i < trades.size(); i++) {
            digest.number(trades.entryMicros(i));
            digest.number(trades.exitMicros(i));
            digest.number(Double.doubleToLongBits(trades.pnl(i)));
            digest.number(Double.doubleToLongBits(trades.costs(i)));
        }
        return digest.hex();
    }

    /** With its length before it, so that two texts are not taken for one. */
    private static void text(Sha256 digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.number(bytes.length).bytes(bytes);
    }
}
