package dev.barque.store.ingest;

import dev.barque.core.feature.FeatureType;
import dev.barque.store.internal.text.IsoTime;
import dev.barque.store.internal.text.TextNumbers;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a CSV file could be as features. A type is inferred from every row of the file, not from the first ones:
 * the narrowest of BOOL, INT64, FLOAT64 and STRING that holds them all. Digits behind a leading zero, and whole numbers that no
 * long holds, are text: they are codes.
 */
final class CsvSource {
    private static final Set<FeatureType> SCALARS =
            EnumSet.of(FeatureType.FLOAT64, FeatureType.INT64, FeatureType.BOOL, FeatureType.STRING);
    private static final int LONG_BITS = 63;

    private CsvSource() {}

    /** The columns without looking at a row: they may turn out to be of any type. */
    static List<SourceColumn> columns(Path file, Charset charset, char separator) throws IOException {
        try (CsvLines lines = new CsvLines(file, charset, separator)) {
            return lines.header().stream()
                    .map(name -> new SourceColumn(name, null, SCALARS, "text of CSV"))
                    .toList();
        }
    }

    /** The columns with the types that follow from all rows; what cannot be read counts for nothing. */
    static List<SourceColumn> inferred(Path file, Charset charset, char separator) throws IOException {
        try (CsvLines lines = new CsvLines(file, charset, separator)) {
            List<Guess> guesses =
                    lines.header().stream().map(name -> new Guess()).toList();
            for (CsvLines.Entry entry = lines.next(); entry != null; entry = lines.next()) {
                for (int i = 0; i < entry.fields().size(); i++) {
                    guesses.get(i).see(entry.fields().get(i));
                }
            }
            List<SourceColumn> columns = new ArrayList<>();
            for (int i = 0; i < guesses.size(); i++) {
                columns.add(
                        new SourceColumn(lines.header().get(i), guesses.get(i).type(), SCALARS, "nothing in any row"));
            }
            return List.copyOf(columns);
        }
    }

    /** What all values so far could be. */
    private static final class Guess {
        private boolean any;
        private boolean truth = true;
        private boolean whole = true;
        private boolean real = true;

        void see(String text) {
            if (text.isEmpty()) {
                return;
            }
            any = true;
            truth = truth && FeatureValues.truth(text) != null;
            BigInteger number = whole || real ? wholeOf(text) : null;
            if (number != null && number.bitLength() > LONG_BITS) {
                whole = false;
                real = false;
            }
            whole = whole && number != null;
            real = real && !isCode(text) && TextNumbers.real(text) != null;
        }

        private static @Nullable BigInteger wholeOf(String text) {
            return isCode(text) ? null : TextNumbers.whole(text);
        }

        private static boolean isCode(String text) {
            String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
            return text.indexOf('_') >= 0
                    || (digits.length() > 1 && digits.charAt(0) == '0' && IsoTime.isDigit(digits.charAt(1)));
        }

        @Nullable
        FeatureType type() {
            if (!any) {
                return null;
            }
            return truth
                    ? FeatureType.BOOL
                    : whole ? FeatureType.INT64 : real ? FeatureType.FLOAT64 : FeatureType.STRING;
        }
    }
}
