package dev.barque.store.ingest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the default rules let through as symbol, price, volume and so on. Empty text counts as missing. */
final class StandardNumbers {
    private static final double WHOLE_PERCENT = 100.0;

    private StandardNumbers() {}

    /** The name as given. */
    static String symbol(@Nullable Object given) {
        if (given == null || isBlank(given)) {
            throw IngestErrors.missingSymbol();
        }
        if (given instanceof String text) {
            return text;
        }
        throw IngestErrors.notText("symbol", given);
    }

    /** The last price: finite and above 0. */
    static double price(Map<String, ?> raw) {
        Double price = real(raw, "price");
        if (price == null) {
            throw IngestErrors.missingPrice();
        }
        return positive("price", raw, price);
    }

    /** Another price: missing, or finite and above 0. */
    static @Nullable Double optionalPrice(Map<String, ?> raw, String field) {
        Double price = present(real(raw, field));
        return price == null ? null : (Double) positive(field, raw, price);
    }

    /** Shares or value traded: missing, or finite and not below 0. */
    static @Nullable Double volume(Map<String, ?> raw, String field) {
        Double volume = present(real(raw, field));
        if (volume != null && !(volume >= 0 && volume <= Double.MAX_VALUE)) {
            throw IngestErrors.badNumber(field, String.valueOf(raw.get(field)), "a number of 0 or more");
        }
        return volume;
    }

    /** Implied volatility as a fraction: {@code iv} above 1 is taken for percent, as in the published rules. */
    static @Nullable Double impliedVolatility(Map<String, ?> raw) {
        Double fraction = volume(raw, "iv_dec");
        if (fraction != null) {
            return fraction;
        }
        Double iv = volume(raw, "iv");
        return iv != null && iv > 1 ? (Double) (iv / WHOLE_PERCENT) : iv;
    }

    /** Open contracts: missing, or 0 and more. */
    static @Nullable Long openInterest(Map<String, ?> raw) {
        Object given = raw.get("oi");
        if (isBlank(given) || (given instanceof Double number && number.isNaN())) {
            return null;
        }
        Long count = RawNumbers.whole(raw, "oi");
        if (count != null && count < 0) {
            throw IngestErrors.badNumber("oi", given == null ? count : given, "a number of 0 or more");
        }
        return count;
    }

    private static @Nullable Double real(Map<String, ?> raw, String field) {
        return isBlank(raw.get(field)) ? null : RawNumbers.real(raw, field);
    }

    private static boolean isBlank(@Nullable Object given) {
        return given instanceof String text && text.isBlank();
    }

    private static @Nullable Double present(@Nullable Double number) {
        return number == null || number.isNaN() ? null : number;
    }

    private static double positive(String field, Map<String, ?> raw, double price) {
        if (!(price > 0 && price <= Double.MAX_VALUE)) {
            throw IngestErrors.badNumber(field, String.valueOf(raw.get(field)), "a price above 0");
        }
        return price;
    }
}
