package dev.barque.store.ingest;

import dev.barque.core.market.Symbol;
import dev.barque.store.l1.L1Record;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The default normalisation. Immutable: each declaration returns changed rules.
 *
 * <p>Beside the fields that {@link RecordNormalizer} names it knows {@code open}, {@code high}, {@code low} and
 * {@code iv_dec}. What it does otherwise than the published rules:
 *
 * <ul>
 *   <li>symbols are kept as given, case-sensitive, unless an alias is declared;
 *   <li>a time without an offset needs a declared zone; one in the spring gap is refused; one in the repeated hour is
 *       refused unless declared; a number for a time needs a declared unit;
 *   <li>a price that is missing, negative, zero, NaN or infinite is refused, so is a negative or infinite volume; NaN
 *       in other fields counts as missing;
 *   <li>volume and dollar volume are derived from each other only when one of them is missing: 0 is a volume.
 * </ul>
 */
public final class StandardRules implements RecordNormalizer {
    private static final StandardRules UNDECLARED =
            new StandardRules(new StandardTimes(null, RepeatedHour.REFUSED, null), Map.of());

    private final StandardTimes times;
    private final Map<String, String> aliases;

    private StandardRules(StandardTimes times, Map<String, String> aliases) {
        this.times = times;
        this.aliases = aliases;
    }

    static StandardRules undeclared() {
        return UNDECLARED;
    }

    /** The zone of times that come without an offset. */
    public StandardRules naiveZone(ZoneId zone) {
        return new StandardRules(times.withZone(Objects.requireNonNull(zone, "zone")), aliases);
    }

    /** The zone of times that come without an offset, by its name; throws {@code ingest.unknown-zone}. */
    public StandardRules naiveZone(String name) {
        return naiveZone(ZoneNames.zone(name));
    }

    /** What to do with times of the repeated hour; {@link RepeatedHour#REFUSED} unless declared. */
    public StandardRules repeatedHour(RepeatedHour rule) {
        return new StandardRules(times.withRepeatedHour(Objects.requireNonNull(rule, "rule")), aliases);
    }

    /** What a number counts that stands for a time; digits alone in text are then such a number too. */
    public StandardRules epochUnit(EpochUnit unit) {
        return new StandardRules(times.withEpochUnit(Objects.requireNonNull(unit, "unit")), aliases);
    }

    /** Names to be replaced by others, in place of those declared before. */
    public StandardRules aliases(Map<String, String> names) {
        return new StandardRules(times, Map.copyOf(names));
    }

    /** The declared zone of times that come without an offset. */
    public Optional<ZoneId> naiveZone() {
        return Optional.ofNullable(times.zone());
    }

    @Override
    public L1Record normalize(Map<String, ?> raw, @Nullable String rawRef, String source) {
        String given = StandardNumbers.symbol(raw.get("symbol"));
        Symbol symbol = Symbol.of(aliases.getOrDefault(given, given));
        long time = times.micros(raw);
        double price = StandardNumbers.price(raw);
        Double volume = StandardNumbers.volume(raw, "volume");
        Double dollarVolume = StandardNumbers.volume(raw, "dollar_volume");
        if (volume == null && dollarVolume != null) {
            volume = dollarVolume / price;
        } else if (dollarVolume == null && volume != null) {
            dollarVolume = volume * price;
        }
        return new L1Record(
                symbol.value(),
                time,
                StandardNumbers.optionalPrice(raw, "open"),
                StandardNumbers.optionalPrice(raw, "high"),
                StandardNumbers.optionalPrice(raw, "low"),
                price,
                volume,
                dollarVolume,
                StandardNumbers.impliedVolatility(raw),
                StandardNumbers.openInterest(raw),
                source,
                rawRef,
                true);
    }
}
