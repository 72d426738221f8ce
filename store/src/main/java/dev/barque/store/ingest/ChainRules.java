package dev.barque.store.ingest;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionMeasure;
import dev.barque.core.market.OptionRight;
import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From a vendor's record to one contract of a chain; nothing is guessed.
 *
 * @param times how times are read
 * @param takenAt the time of day at which chains were taken whose stamps are dates; null when not declared
 * @param expiryTime the time of day at which contracts expire whose expiry is a date; null when not declared
 * @param contractSize of records that say none; NaN when not declared
 * @param greeks the unit of vega, theta, vanna and charm; null when not declared
 * @param volatility the unit of implied volatilities
 */
record ChainRules(
        StandardTimes times,
        @Nullable LocalTime takenAt,
        @Nullable LocalTime expiryTime,
        double contractSize,
        @Nullable GreekUnits greeks,
        VolatilityUnit volatility) {
    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})([T ]00:00(:00(\\.0+)?)?)?");

    /**
     * One contract as it was in one chain.
     *
     * @param symbol the underlying
     * @param contract the vendor's name of the contract, null when it gives none
     * @param chain that contract and nothing else
     */
    record Row(Symbol symbol, @Nullable String contract, OptionChain chain) {}

    Row row(Map<String, ?> raw) {
        Symbol symbol = Symbol.of(StandardNumbers.symbol(raw.get(ChainField.SYMBOL.key())));
        String contract = text(raw, ChainField.CONTRACT);
        @Nullable ContractSymbol says = contract == null ? null : ContractSymbol.of(contract);
        long time = time(raw);
        OptionChain.Builder chain = OptionChain.builder(1)
                .timeMicros(time)
                .underlying(number(raw, ChainField.UNDERLYING))
                .rights(right(raw, says))
                .expiryMicros(expiry(raw, says));
        @Nullable Object quoted = raw.get(ChainField.QUOTED.key());
        if (quoted != null && !quoted.equals("")) {
            chain.quoteMicros(times.micros(ChainField.QUOTED.key(), quoted));
        }
        double strike = number(raw, ChainField.STRIKE);
        chain.column(OptionMeasure.STRIKE, Double.isNaN(strike) && says != null ? says.strike() : strike);
        put(chain, OptionMeasure.BID, number(raw, ChainField.BID));
        put(chain, OptionMeasure.ASK, number(raw, ChainField.ASK));
        put(chain, OptionMeasure.LAST, number(raw, ChainField.LAST));
        put(chain, OptionMeasure.IMPLIED_VOLATILITY, number(raw, ChainField.IMPLIED_VOLATILITY) / volatility.divisor());
        put(chain, OptionMeasure.DELTA, number(raw, ChainField.DELTA));
        put(chain, OptionMeasure.GAMMA, number(raw, ChainField.GAMMA));
        greeks(raw, chain);
        put(chain, OptionMeasure.OPEN_INTEREST, number(raw, ChainField.OPEN_INTEREST));
        put(chain, OptionMeasure.VOLUME, number(raw, ChainField.VOLUME));
        chain.column(OptionMeasure.CONTRACT_SIZE, size(raw, says));
        return new Row(symbol, contract, chain.build());
    }

    private void greeks(Map<String, ?> raw, OptionChain.Builder chain) {
        double vega = number(raw, ChainField.VEGA);
        double theta = number(raw, ChainField.THETA);
        double vanna = number(raw, ChainField.VANNA);
        double charm = number(raw, ChainField.CHARM);
        if (Double.isNaN(vega) && Double.isNaN(theta) && Double.isNaN(vanna) && Double.isNaN(charm)) {
            return;
        }
        if (greeks == null) {
            throw IngestErrors.undeclaredGreekUnits();
        }
        put(chain, OptionMeasure.VEGA, vega / greeks.volatility());
        put(chain, OptionMeasure.THETA, theta / greeks.time());
        put(chain, OptionMeasure.VANNA, vanna / greeks.volatility());
        put(chain, OptionMeasure.CHARM, charm / greeks.time());
    }

    private static void put(OptionChain.Builder chain, OptionMeasure measure, double value) {
        if (!Double.isNaN(value)) {
            chain.column(measure, value);
        }
    }

    private double size(Map<String, ?> raw, @Nullable ContractSymbol says) {
        double given = number(raw, ChainField.CONTRACT_SIZE);
        if (!Double.isNaN(given)) {
            return given;
        }
        if (Double.isNaN(contractSize)) {
            throw IngestErrors.undeclaredContractSize();
        }
        if (says != null && says.isAdjusted()) {
            throw IngestErrors.adjustedContract(says.root());
        }
        return contractSize;
    }

    private long time(Map<String, ?> raw) {
        String field = ChainField.TIME.key();
        Object value = raw.get(field);
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw IngestErrors.missingTime();
        }
        @Nullable LocalDate date = date(value);
        if (date == null) {
            return times.micros(field, value);
        }
        if (takenAt == null) {
            throw IngestErrors.dateOnlyTime(date);
        }
        return times.micros(field, date.atTime(takenAt));
    }

    private long expiry(Map<String, ?> raw, @Nullable ContractSymbol says) {
        String field = ChainField.EXPIRY.key();
        Object value = raw.get(field);
        if (value == null || (value instanceof String text && text.isBlank())) {
            return says == null ? OptionChain.NO_TIME : expiry(says.expiry());
        }
        @Nullable LocalDate date = date(value);
        return date == null ? times.micros(field, value) : expiry(date);
    }

    private long expiry(LocalDate date) {
        if (expiryTime == null) {
            throw IngestErrors.undeclaredExpiryTime(date);
        }
        return times.micros(ChainField.EXPIRY.key(), date.atTime(expiryTime));
    }

    /** A date without a time of day, also in the clothes of a midnight without a zone; null for anything else. */
    private static @Nullable LocalDate date(Object value) {
        Matcher date = DATE.matcher(value instanceof String text ? text.strip() : "");
        if (date.matches()) {
            try {
                return LocalDate.parse(date.group(1));
            } catch (DateTimeParseException noSuchDate) {
                throw IngestErrors.badTime(date.group());
            }
        }
        return value instanceof LocalDateTime local && local.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? local.toLocalDate()
                : null;
    }

    private static OptionRight right(Map<String, ?> raw, @Nullable ContractSymbol says) {
        String text = text(raw, ChainField.RIGHT);
        if (text == null) {
            return says == null ? OptionRight.UNKNOWN : says.right();
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "c", "call" -> OptionRight.CALL;
            case "p", "put" -> OptionRight.PUT;
            default -> throw IngestErrors.badRight(text);
        };
    }

    private static @Nullable String text(Map<String, ?> raw, ChainField field) {
        Object value = raw.get(field.key());
        if (value == null || (value instanceof String blank && blank.isBlank())) {
            return null;
        }
        if (value instanceof String text) {
            return text;
        }
        throw IngestErrors.notText(field.key(), value);
    }

    private static double number(Map<String, ?> raw, ChainField field) {
        Object value = raw.get(field.key());
        if (value instanceof String text && text.isBlank()) {
            return Double.NaN;
        }
        Double number = RawNumbers.real(raw, field.key());
        return number == null ? Double.NaN : number;
    }
}
