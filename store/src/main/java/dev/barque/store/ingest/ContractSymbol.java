package dev.barque.store.ingest;

import dev.barque.core.market.OptionRight;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the symbol of an option contract says in the form of the OCC (Option Symbology Initiative, 2010): root of up to six
 * characters, padded or not, year, month and day of two digits each, C or P, and the strike in thousandths with eight digits.
 * {@code SPY   251121C00650000}, {@code SPY251121C00650000} and {@code O:SPY251121C00650000} are the same.
 *
 * @param root who it is about; one that ends in a digit is of an adjusted contract, which is not about 100 shares
 * @param expiry the date of expiry
 * @param right call or put
 * @param strike the strike
 */
record ContractSymbol(String root, LocalDate expiry, OptionRight right, double strike) {
    private static final Pattern FORM =
            Pattern.compile("(?:O:)?([A-Z0-9.]{1,6}) *(\\d\\d)(\\d\\d)(\\d\\d)([CP])(\\d{8})");
    private static final double THOUSANDTHS = 1_000;

    /** What a text says, null when it is of another form. */
    static @Nullable ContractSymbol of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return null;
        }
        try {
            LocalDate expiry = LocalDate.of(
                    2000 + Integer.parseInt(form.group(2)),
                    Integer.parseInt(form.group(3)),
                    Integer.parseInt(form.group(4)));
            OptionRight right = form.group(5).equals("C") ? OptionRight.CALL : OptionRight.PUT;
            return new ContractSymbol(form.group(1), expiry, right, Integer.parseInt(form.group(6)) / THOUSANDTHS);
        } catch (DateTimeException noSuchDate) {
            return null;
        }
    }

    /** Whether what is delivered was changed by a split, a merger or a special dividend. */
    boolean isAdjusted() {
        return Character.isDigit(root.charAt(root.length() - 1));
    }
}
