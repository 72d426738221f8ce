package dev.barque.cli;

import dev.barque.backtest.engine.FillAt;
import dev.barque.backtest.execution.BorrowModel;
import dev.barque.backtest.execution.BorrowModels;
import dev.barque.backtest.execution.FeeModel;
import dev.barque.backtest.execution.FeeModels;
import dev.barque.backtest.execution.ImpactModels;
import dev.barque.backtest.execution.PermanentImpact;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.backtest.execution.SlippageModels;
import dev.barque.backtest.sweep.WalkForward;
import dev.barque.cli.internal.work.DateRange;
import dev.barque.cli.internal.work.ProfileChoice;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.core.quality.Defect;
import dev.barque.store.ingest.RecordNormalizer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How words of a command line become values; each says what it expects. */
final class Converters {
    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,9})(us|ms|s|m|h|d)");

    private Converters() {}

    static void register(CommandLine command) {
        command.registerConverter(Path.class, checked(Converters::path));
        command.registerConverter(Symbol.class, checked(Symbol::of));
        command.registerConverter(FeatureSetId.class, checked(FeatureSetId::of));
        command.registerConverter(DateRange.class, checked(DateRange::parse));
        command.registerConverter(ProfileChoice.class, checked(ProfileChoice::of));
        command.registerConverter(SlippageModel.class, checked(SlippageModels::of));
        command.registerConverter(FeeModel.class, checked(FeeModels::of));
        command.registerConverter(BorrowModel.class, checked(BorrowModels::of));
        command.registerConverter(PermanentImpact.class, checked(ImpactModels::of));
        command.registerConverter(Duration.class, checked(Converters::interval));
        command.registerConverter(ZoneId.class, checked(Converters::zone));
        command.registerConverter(Defect.class, checked(Converters::defect));
        command.registerConverter(FillAt.class, checked(text -> oneOf("price", text, FillAt.values())));
        command.registerConverter(
                WalkForward.Kind.class, checked(text -> oneOf("walk", text, WalkForward.Kind.values())));
        command.registerConverter(
                AccountOptions.AccountMargin.class,
                checked(text -> oneOf("margin", text, AccountOptions.AccountMargin.values())));
        command.registerConverter(
                SweepCommand.Engine.class, checked(text -> oneOf("engine", text, SweepCommand.Engine.values())));
        command.registerConverter(
                PlanOptions.PresetName.class, checked(text -> oneOf("preset", text, PlanOptions.PresetName.values())));
        command.registerConverter(DatesOption.CalendarName.class, checked(text -> switch (text.toLowerCase(Locale.ROOT)
                .replace('_', '-')) {
            case "us-equities" -> DatesOption.CalendarName.US_EQUITIES;
            case "always-open" -> DatesOption.CalendarName.ALWAYS_OPEN;
            default ->
                throw new IllegalArgumentException(
                        "'" + text + "' is no calendar; expected us-equities or always-open");
        }));
    }

    private static <E extends Enum<E>> E oneOf(String what, String text, E[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().replace('_', '-').equalsIgnoreCase(text.replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no " + what + "; expected one of "
                        + Arrays.stream(values)
                                .map(value ->
                                        value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.joining(", "))));
    }

    private static Defect defect(String text) {
        return Arrays.stream(Defect.values())
                .filter(defect -> defect.id().equalsIgnoreCase(text.replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no finding; expected one of "
                        + Arrays.stream(Defect.values()).map(Defect::id).collect(Collectors.joining(", "))));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' cannot be a path here: " + e.getReason()
                    + ". Does the locale (LC_ALL) have all its characters?");
        }
    }

    /** Asked of the ingest, because its answer names zones that may have been meant. */
    private static ZoneId zone(String name) {
        return RecordNormalizer.standard().naiveZone(name).naiveZone().orElseThrow();
    }

    private static Duration interval(String text) {
        Matcher short_ = INTERVAL.matcher(text.toLowerCase(Locale.ROOT));
        if (short_.matches()) {
            long count = Long.parseLong(short_.group(1));
            return switch (short_.group(2)) {
                case "us" -> Duration.ofNanos(count * 1_000);
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no length of time; expected such as 1m, 30s, 1h, 1d or PT1M");
        }
    }

    private static <T> ITypeConverter<T> checked(Function<String, T> conversion) {
        return text -> {
            try {
                return conversion.apply(text);
            } catch (BarqueException | IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }
}
