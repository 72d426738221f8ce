package dev.barque.store.ingest;

import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.text.IsoTime;
import dev.barque.store.internal.text.TextNumbers;
import dev.barque.store.l1.L1Record;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The published normalisation, faults included: a volume of 0 is overwritten, naive times are New York's, any number counts
 * as a price.
 */
final class PublishedRules implements RecordNormalizer {
    private static final Map<String, String> ALIASES = Map.of("SPY.P", "SPY", "SPDR-S&P500", "SPY");
    private static final String[] TIME_FIELDS = {"t", "timestamp", "time"};
    private static final double WHOLE_PERCENT = 100.0;

    @Override
    public L1Record normalize(Map<String, ?> raw, @Nullable String rawRef, String source) {
        String symbol = symbol(raw.get("symbol"));
        long time = time(raw);
        Double price = RawNumbers.real(raw, "price");
        Double volume = RawNumbers.real(raw, "volume");
        Double dollarVolume = RawNumbers.real(raw, "dollar_volume");
        // A missing number and 0 are the same to the published code; NaN is there.
        double knownPrice = orZero(price);
        double knownVolume = orZero(volume);
        double knownValue = orZero(dollarVolume);
        if (knownPrice != 0 && knownValue != 0 && knownVolume == 0) {
            volume = knownValue / knownPrice;
        } else if (knownPrice != 0 && knownVolume != 0 && knownValue == 0) {
            dollarVolume = knownVolume * knownPrice;
        }
        Double iv = RawNumbers.real(raw, "iv");
        Long openInterest = RawNumbers.whole(raw, "oi");
        return new L1Record(
                symbol,
                time,
                null,
                null,
                null,
                price,
                volume,
                dollarVolume,
                iv != null && iv > 1 ? Double.valueOf(iv / WHOLE_PERCENT) : iv,
                openInterest,
                source,
                rawRef,
                true);
    }

    private static String symbol(@Nullable Object given) {
        if (isFalsy(given)) {
            throw IngestErrors.missingSymbol();
        }
        if (!(given instanceof String text)) {
            throw IngestErrors.notText("symbol", given);
        }
        String symbol = TextNumbers.strip(text).toUpperCase(Locale.ROOT);
        if (symbol.isEmpty()) {
            throw IngestErrors.missingSymbol();
        }
        return ALIASES.getOrDefault(symbol, symbol);
    }

    private static long time(Map<String, ?> raw) {
        for (String field : TIME_FIELDS) {
            Object value = raw.get(field);
            if (value != null && !isFalsy(value)) {
                return micros(field, value);
            }
        }
        throw IngestErrors.missingTime();
    }

    private static long micros(String field, Object value) {
        long micros;
        if (value instanceof String text) {
            IsoTime time = IsoTime.parse(text);
            if (time == null) {
                throw IngestErrors.badTime(text);
            }
            micros = time.aware() ? time.localMicros() - time.offsetMicros() : inNewYork(time.localMicros());
        } else if (value instanceof LocalDateTime local) {
            micros = inNewYork(UtcMicros.of(local.toInstant(ZoneOffset.UTC)));
        } else if (value instanceof OffsetDateTime time) {
            micros = UtcMicros.of(time.toInstant());
        } else if (value instanceof ZonedDateTime time) {
            micros = UtcMicros.of(time.toInstant());
        } else if (value instanceof Instant time) {
            micros = UtcMicros.of(time);
        } else {
            throw IngestErrors.notText(field, value);
        }
        if (micros < Stamps.YEAR_1 || micros >= Stamps.YEAR_10000) {
            throw IngestErrors.timeOverflow(value);
        }
        return micros;
    }

    private static long inNewYork(long localMicros) {
        LocalDateTime local = Stamps.local(localMicros);
        return localMicros - PublishedNewYork.offset(local).getTotalSeconds() * 1_000_000L;
    }

    private static double orZero(@Nullable Double number) {
        return number == null ? 0 : number;
    }

    private static boolean isFalsy(@Nullable Object value) {
        if (value == null || Boolean.FALSE.equals(value)) {
            return true;
        }
        if (value instanceof String text) {
            return text.isEmpty();
        }
        if (value instanceof BigInteger number) {
            return number.signum() == 0;
        }
        if (value instanceof BigDecimal number) {
            return number.signum() == 0;
        }
        if (value instanceof Number number) {
            return number.doubleValue() == 0;
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty();
        }
        return value instanceof Collection<?> list && list.isEmpty();
    }
}
