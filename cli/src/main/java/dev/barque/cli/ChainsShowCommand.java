package dev.barque.cli;

import dev.barque.agents.options.Carry;
import dev.barque.agents.options.ChainGreeks;
import dev.barque.agents.options.DealerPositioning;
import dev.barque.agents.options.DealerSide;
import dev.barque.agents.options.ExpiryWeight;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.Moment;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import dev.barque.core.quality.CheckedChain;
import dev.barque.core.quality.QuoteRules;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.chains.ChainFiles;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque chains show}. */
@Command(
        name = "show",
        description =
                "Shows the newest option chain that could be had at an instant: its faulty quotes, the exposure of"
                        + " dealers to gamma, walls and the flip level.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque chains show --home chains-home --symbol SPY --at 2025-10-24T14:05:00Z",
            "  barque chains show --home chains-home --symbol SPY --at 2025-10-24T10:05 \\",
            "      --zone America/New_York --dealers short_all --half-life 7d --rate 0.04 --json",
            "",
            "Exposures are in currency of delta for a move of 1 %%. On which side dealers are is an assumption: nobody publishes it. Greeks that the vendor did not give are computed (Black-Scholes-Merton, ACT/365)."
        })
final class ChainsShowCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--symbol", required = true, paramLabel = "SYM", description = "The underlying.")
    @SuppressWarnings("NullAway.Init")
    private Symbol symbol;

    @Option(
            names = "--at",
            required = true,
            paramLabel = "TIME",
            description = "The instant, such as 2025-10-24T14:05:00Z; without an offset it is of --zone.")
    @SuppressWarnings("NullAway.Init")
    private String at;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Zone of --at, such as America/New_York.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--max-age",
            paramLabel = "LENGTH",
            defaultValue = "15m",
            description = "How old the chain may be, at most 31d. Default: 15m.")
    @SuppressWarnings("NullAway.Init")
    private Duration maxAge;

    @Option(
            names = "--spot",
            paramLabel = "PRICE",
            description = "The underlying's price; needed when the chain does not say it.")
    private @Nullable Double spot;

    @Option(
            names = "--dealers",
            paramLabel = "SIDE",
            defaultValue = "LONG_CALLS_SHORT_PUTS",
            description = "${COMPLETION-CANDIDATES}. Default: LONG_CALLS_SHORT_PUTS.")
    @SuppressWarnings("NullAway.Init")
    private Side dealers;

    @Option(
            names = "--half-life",
            paramLabel = "LENGTH",
            description = "Count a contract half for each such time that it has left. Default: all count alike.")
    private @Nullable Duration halfLife;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "0",
            description = "Annual rate, a fraction. Default: 0.")
    private double rate;

    @Option(
            names = "--dividend-yield",
            paramLabel = "Q",
            defaultValue = "0",
            description = "Annual yield of the underlying, a fraction. Default: 0.")
    private double dividendYield;

    @Option(
            names = "--strikes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many strikes are listed: those of the largest net exposure. Default: 10.")
    private int strikes;

    /** On which side dealers are. */
    enum Side {
        LONG_CALLS_SHORT_PUTS(DealerSide.longCallsShortPuts()),
        SHORT_ALL(DealerSide.shortAll()),
        LONG_ALL(DealerSide.longAll());

        @SuppressWarnings("ImmutableEnumChecker") // sides are pure
        private final DealerSide side;

        Side(DealerSide side) {
            this.side = side;
        }
    }

    /** What was found. */
    private record Shown(CheckedChain checked, OptionChain chain, DealerPositioning positioning, Instant when) {
        Instant taken() {
            return UtcMicros.toInstant(chain.timeMicros());
        }

        long unknownGammas() {
            long count = 0;
            for (int i = 0; i < chain.size(); i++) {
                count += Double.isNaN(chain.gamma(i)) ? 1 : 0;
            }
            return count;
        }
    }

    ChainsShowCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        Instant when = Moment.parse("--at", at, zone);
        OptionChain raw = files().newest(symbol, UtcMicros.of(when));
        if (raw == null) {
            throw CliErrors.noChain(
                    home.path(),
                    symbol,
                    when,
                    maxAge,
                    files().dates(),
                    files().symbols(UtcMicros.utcDate(UtcMicros.of(when))));
        }
        double price = spot != null ? spot : raw.underlying();
        if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(
                    spec().commandLine(),
                    "The chain does not say the underlying's price: give one above 0 with --spot, such as --spot 650");
        }
        Carry carry = Carry.ofYield(rate, dividendYield);
        CheckedChain checked = CheckedChain.of(raw, QuoteRules.standard());
        OptionChain chain = ChainGreeks.complete(checked.chain(), price, carry);
        DealerPositioning.Settings standard = DealerPositioning.Settings.standard();
        DealerPositioning positioning = DealerPositioning.of(
                chain,
                price,
                new DealerPositioning.Settings(dealers.side, weight(), carry, standard.search(), standard.steps()));
        Shown shown = new Shown(checked, chain, positioning, when);
        if (json.isWanted()) {
            printJson(tree(shown));
        } else {
            print(shown);
        }
        return ExitCode.OK;
    }

    private ChainFiles files() {
        try {
            return ChainFiles.ofHome(home.path(), maxAge);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), "--max-age must be 0 to 31d but was " + maxAge);
        }
    }

    private ExpiryWeight weight() {
        if (halfLife == null) {
            return ExpiryWeight.equal();
        }
        if (halfLife.isZero()) {
            throw new ParameterException(spec().commandLine(), "--half-life must be above 0, such as 7d");
        }
        return ExpiryWeight.halfLife(halfLife);
    }

    private void print(Shown shown) {
        DealerPositioning found = shown.positioning();
        print(symbol + ", chain of " + shown.taken() + " (" + Duration.between(shown.taken(), shown.when())
                + " old), " + shown.checked().report().contracts() + " contracts, underlying "
                + Figure.fixed(found.spot(), 4));
        if (!shown.checked().report().counts().isEmpty()) {
            print(QuoteText.table(shown.checked().report()));
        }
        print(found.counted() + " contracts count, " + found.left() + " do not (" + shown.unknownGammas()
                + " without a gamma)");
        print("Dealers " + dealers.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": net exposure "
                + millions(found.net()) + " million for 1 %");
        print("Call wall " + level(found.callWall()) + ", put wall " + level(found.putWall()) + ", flip "
                + level(found.flip())
                + (found.flip().isEmpty()
                        ? " within 20 % of the price"
                        : found.spot() < found.flip().getAsDouble()
                                ? " (the price is below it)"
                                : " (the price is above it)"));
        Table table = Table.ofNumbers("strike", "calls", "puts", "net, million for 1 %");
        found.largest().stream()
                .limit(Math.max(0, strikes))
                .sorted((a, b) -> Double.compare(a.strike(), b.strike()))
                .forEach(at -> table.row(
                        Figure.fixed(at.strike(), 2), millions(at.calls()), millions(at.puts()), millions(at.net())));
        print(table.text());
    }

    private static String millions(double value) {
        return Figure.signed(value / 1e6, 3);
    }

    private static String level(OptionalDouble level) {
        return level.isPresent() ? Figure.fixed(level.getAsDouble(), 2) : "none";
    }

    private Map<String, @Nullable Object> tree(Shown shown) {
        DealerPositioning found = shown.positioning();
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("symbol", symbol.value());
        tree.put("at", shown.when().toString());
        tree.put("chain", shown.taken().toString());
        tree.put("underlying", found.spot());
        tree.put("quotes", QuoteText.tree(shown.checked().report()));
        tree.put("dealers", dealers.name());
        tree.put("net", found.net());
        tree.put("call_wall", orNull(found.callWall()));
        tree.put("put_wall", orNull(found.putWall()));
        tree.put("flip", orNull(found.flip()));
        tree.put("flips", found.flips());
        tree.put("counted", found.counted());
        tree.put("left", found.left());
        tree.put("unpriced", found.unpriced());
        tree.put("without_gamma", shown.unknownGammas());
        List<Object> exposures = new ArrayList<>();
        for (DealerPositioning.Exposure at : found.strikes()) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("strike", at.strike());
            one.put("calls", at.calls());
            one.put("puts", at.puts());
            one.put("net", at.net());
            exposures.add(one);
        }
        tree.put("strikes", exposures);
        return tree;
    }

    private static @Nullable Double orNull(OptionalDouble level) {
        return level.isPresent() ? level.getAsDouble() : null;
    }
}
