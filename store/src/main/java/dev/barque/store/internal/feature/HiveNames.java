package dev.barque.store.internal.feature;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.StoreErrors;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Names as values of {@code key=value} directories: ASCII, percent-encoded in UTF-8 as every reader of this layout decodes
 * it, and different for different names also where case does not count.
 *
 * <p>Symbols are mostly upper case, versions lower case, so that the other case is encoded: {@code BRK.A} stays as it is,
 * {@code brk.a} becomes {@code %62%72%6B.%61}. Also encoded: what has a meaning to file systems or readers ({@code / = %},
 * a dot at the end), and the first letter of names that readers take for a missing value ({@code NULL}).
 */
public final class HiveNames {
    /** File names have at most 255 bytes nearly everywhere; "feature_set_id=" has 15. */
    private static final int MAX_LENGTH = 240;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private HiveNames() {}

    /** The value that stands for a symbol; throws {@code store.unencodable} when it would be too long. */
    public static String of(Symbol symbol) {
        return encode("symbol", symbol.value(), true);
    }

    static String of(FeatureSetId set) {
        return encode("feature set id", set.value(), false);
    }

    /** The symbol that a value stands for; empty for a value that {@link #of(Symbol)} never gives. */
    public static Optional<Symbol> symbol(String value) {
        try {
            return decode(value).map(Symbol::of).filter(symbol -> of(symbol).equals(value));
        } catch (BarqueException e) {
            return Optional.empty();
        }
    }

    /** The version that a value stands for; empty for a value that no version gives. */
    public static Optional<FeatureSetId> set(String value) {
        try {
            return decode(value).map(FeatureSetId::of).filter(set -> of(set).equals(value));
        } catch (BarqueException e) {
            return Optional.empty();
        }
    }

    /** The name that was encoded; empty for anything that is not an encoding. */
    static Optional<String> decode(String value) {
        ByteBuffer bytes = ByteBuffer.allocate(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '%') {
                if (i + 2 >= value.length()
                        || !HexFormat.isHexDigit(value.charAt(i + 1))
                        || !HexFormat.isHexDigit(value.charAt(i + 2))) {
                    return Optional.empty();
                }
                bytes.put((byte) HexFormat.fromHexDigits(value, i + 1, i + 3));
                i += 2;
            } else if (c < 0x80) {
                bytes.put((byte) c);
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String encode(String what, String name, boolean upperCaseStays) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        boolean looksMissing = name.equalsIgnoreCase("NULL") || name.startsWith("_");
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            boolean last = i == bytes.length - 1;
            char c = (char) (bytes[i] & 0xFF);
            boolean stays = upperCaseStays ? c >= 'A' && c <= 'Z' : c >= 'a' && c <= 'z';
            boolean plain = (c >= '0' && c <= '9') || c == '-' || c == '_' || (c == '.' && !last);
            if ((stays || plain) && !(looksMissing && i == 0)) {
                out.append(c);
            } else {
                out.append('%').append(HEX.toHexDigits(bytes[i]));
            }
        }
        if (out.length() > MAX_LENGTH) {
            throw StoreErrors.unencodable(what, name, out.length(), MAX_LENGTH);
        }
        return out.toString();
    }
}
