package dev.barque.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SPY",
                "BRK.A",
                "brk.a",
                "ES=F",
                "BTC/USDT",
                "^GSPC",
                "NULL",
                "null",
                "1810",
                "2024-01-01",
                "NaN",
                "..",
                "A B",
                "../../etc/passwd",
                "a=b/c=d",
                "%2F",
                "'; DROP TABLE bars; --",
                "日経225",
                "Ω",
                "😀",
                "*",
                "C:\\x",
                "\"q\""
            })
    void any_name_that_can_be_seen_is_kept_as_it_is(String name) {
        assertThat(Symbol.of(name).value()).isEqualTo(name);
        assertThat(Symbol.of(name)).hasToString(name).isEqualTo(new Symbol(name));
    }

    @ParameterizedTest
    @CsvSource({
        "U+0000, \\u0000",
        "U+000A, A\\u000AB",
        "U+001B, \\u001B[31m",
        "U+007F, A\\u007F",
        "U+00A0, A\\u00A0B",
        "U+00AD, A\\u00ADB",
        "U+034F, A\\u034F",
        "U+200B, A\\u200B",
        "U+202E, A\\u202EB",
        "U+2028, A\\u2028B",
        "U+2800, \\u2800",
        "U+3000, \\u3000A",
        "U+3164, \\u3164",
        "U+E000, \\uE000",
        "U+FE0F, A\\uFE0F",
        "U+FEFF, \\uFEFFA",
        "U+D800, A\\uD800",
        "U+DC00, \\uDC00A",
        "U+FFFF, \\uFFFF",
        "U+E0101, A\\uDB40\\uDD01"
    })
    void what_cannot_be_seen_is_refused_and_named(String codePoint, String escaped) {
        assertThatThrownBy(() -> Symbol.of(unescape(escaped)))
                .isInstanceOfSatisfying(BarqueException.class, e -> {
                    assertThat(e.code()).isEqualTo("core.bad-symbol");
                    assertThat(e.concern()).isEqualTo(Concern.CALLER);
                })
                .hasMessageContaining(codePoint + " at position ")
                .hasMessageContaining("\\u" + codePoint.substring(2))
                .satisfies(e -> assertThat(e.getMessage()).matches("[\\x20-\\x7E]+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" SPY", "SPY ", " "})
    void a_blank_at_either_end_is_refused(String name) {
        assertThatThrownBy(() -> Symbol.of(name)).hasMessageContaining("it begins or ends with a blank");
    }

    @Test
    void length_is_counted_in_characters_and_bounded_at_both_ends() {
        assertThatThrownBy(() -> Symbol.of("")).hasMessageContaining("'' as a symbol: it is empty");
        assertThat(Symbol.of("x".repeat(64)).value()).hasSize(64);
        assertThat(Symbol.of("😀".repeat(64)).value()).hasSize(128);
        assertThatThrownBy(() -> Symbol.of("x".repeat(65))).hasMessageContaining("it has 65 characters");
        assertThatThrownBy(() -> Symbol.of("x".repeat(1_000_000)))
                .hasMessageContaining("it has 1000000 characters")
                .hasMessageContaining("xxx...'")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void symbols_differ_by_case_and_sort_by_their_name() {
        assertThat(Symbol.of("brk.a")).isNotEqualTo(Symbol.of("BRK.A"));
        assertThat(new TreeSet<>(List.of(Symbol.of("b"), Symbol.of("B"), Symbol.of("A"))))
                .extracting(Symbol::value)
                .containsExactly("A", "B", "b");
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i)) {
                out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }
}
