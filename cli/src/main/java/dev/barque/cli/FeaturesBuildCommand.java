package dev.barque.cli;

import dev.barque.agents.FeatureHistory;
import dev.barque.agents.Profile;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.Days;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.l1.L1Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code barque features build}. */
@Command(
        name = "build",
        description = "Computes the features of a profile from the bars of a home and keeps them there.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque features build --home demo-home --symbol SPY --date 2025-10-24..2025-10-28",
            "  barque features build --home demo-home --symbol SPY --date 2025-10-24 --profile PUBLISHED_V1",
            "",
            "V1 (feature set v1.0.0) looks back over earlier days and begins with the 21st bar there is. PUBLISHED_V1 (v0.1.0) begins anew each day, with its 51st bar, and stamps a row with the opening of its bar. A row is known at its event time plus the declared lag of the engines, whatever the clock says now. Building again adds nothing: equal rows are kept once."
        })
final class FeaturesBuildCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final SymbolOption symbol = new SymbolOption();

    @Mixin
    private final DatesOption dates = new DatesOption();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    FeaturesBuildCommand(Shell shell) {
        super(shell);
    }

    /** What became of a day. */
    private record Built(LocalDate date, int bars, int rows) {}

    @Override
    public Integer call() {
        L1Files bars = home.bars();
        Days days = dates.in(bars, home.path(), symbol.value(), this);
        List<Built> built = new ArrayList<>();
        try (ParquetFeatureStore store = home.featuresForWriting(shell().clock())) {
            for (LocalDate date : days.dates()) {
                built.add(build(bars, store, date));
            }
            // Other tools read the Parquet files, not the log.
            store.seal();
        }
        profile.value().caveat().ifPresent(this::note);
        Profile rules = profile.value().profile();
        if (json.isWanted()) {
            printJson(tree(rules, built));
        } else {
            print(symbol.value() + ", profile " + rules.id() + ", feature set "
                    + rules.featureSet().id() + ", in " + home.path());
            Table table = Table.ofNumbers("UTC date", "bars", "rows");
            built.forEach(day -> table.row(day.date(), day.bars(), day.rows()));
            print(table.text());
        }
        return ExitCode.OK;
    }

    private Built build(L1Files bars, ParquetFeatureStore store, LocalDate date) {
        Symbol of = symbol.value();
        int size = bars.day(of, date).size();
        String name = "Features " + profile.value() + " " + date;
        try (Progress.Task task = progress().start(name, "bars", size)) {
            List<FeatureRow> rows =
                    new FeatureHistory(profile.value().unweighed(home.path()), bars).rows(of, date, task::to);
            store.append(rows);
            task.to(size);
            return new Built(date, size, rows.size());
        }
    }

    private Map<String, @Nullable Object> tree(Profile rules, List<Built> built) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("home", home.path().toString());
        tree.put("symbol", symbol.value().value());
        tree.put("profile", rules.id());
        tree.put("feature_set", rules.featureSet().id().value());
        tree.put("caveat", profile.value().caveat().orElse(null));
        List<Object> days = new ArrayList<>();
        for (Built day : built) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("date", day.date().toString());
            one.put("bars", day.bars());
            one.put("rows", day.rows());
            days.add(one);
        }
        tree.put("dates", days);
        return tree;
    }
}
