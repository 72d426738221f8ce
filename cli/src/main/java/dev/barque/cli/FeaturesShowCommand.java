package dev.barque.cli;

import dev.barque.cli.internal.work.Moment;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.store.ParquetFeatureStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque features show}. */
@Command(
        name = "show",
        description =
                "Shows the features that were known at an instant, or why there are none and what there is instead.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque features show --home demo-home --symbol SPY --at 2025-10-27T15:00:00Z",
            "  barque features show --home demo-home --symbol SPY --at 2025-10-27T11:00 \\",
            "      --zone America/New_York --json",
            "  barque features show --home demo-home --symbol SPY --at 2025-10-27T15:00:00Z \\",
            "      --known-at 2025-10-27T16:00:00Z",
            "  barque features show --home demo-home --symbol SPY --set v0.1.0 --at 2025-10-27T15:00:00Z",
            "  barque features show --home demo-home --symbol SPY --set closes-1 --max-age 3d \\",
            "      --at 2025-10-29T12:00:00Z",
            "",
            "The greatest event time wins, then the greatest knowledge time. Times are shown in UTC."
        })
final class FeaturesShowCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final SymbolOption symbol = new SymbolOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--at",
            required = true,
            paramLabel = "T",
            description = "The latest instant that the row may be about: ISO 8601, with an offset or with --zone.")
    @SuppressWarnings("NullAway.Init")
    private String at;

    @Option(
            names = "--known-at",
            paramLabel = "K",
            description = "The latest instant from which the row could have been used; --at unless given.")
    private @Nullable String knownAt;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Zone of times without an offset.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--set",
            paramLabel = "VERSION",
            defaultValue = "v1.0.0",
            description =
                    "The feature set: v1.0.0 (of V1, default), v0.1.0 (of PUBLISHED_V1), or one that was imported.")
    @SuppressWarnings("NullAway.Init")
    private FeatureSetId set;

    @Option(
            names = "--max-age",
            paramLabel = "LENGTH",
            description = "How old a row of an imported set may be, such as 3d; without it only rows about the UTC date"
                    + " asked for. Sets of profiles have their own rule.")
    private @Nullable Duration maxAge;

    FeaturesShowCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        Instant event = Moment.parse("--at", at, zone);
        Instant known = knownAt == null ? event : Moment.parse("--known-at", knownAt, zone);
        try (ParquetFeatureStore store = home.featuresWithOthers(lookback())) {
            FeatureRow row = store.get(set, symbol.value(), new AsOf(event, known));
            if (json.isWanted()) {
                printJson(RowText.tree(row));
            } else {
                print(RowText.head(row));
                print(RowText.table(row));
            }
        }
        return ExitCode.OK;
    }

    private Lookback lookback() {
        try {
            return maxAge == null ? Lookback.sameDate() : Lookback.atMost(maxAge);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), "--max-age: " + e.getMessage());
        }
    }
}
