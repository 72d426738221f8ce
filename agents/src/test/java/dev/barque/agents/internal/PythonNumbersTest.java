package dev.barque.agents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values are Python 3.11's own, noted from an interpreter. */
class PythonNumbersTest {
    @Test
    void min_and_max_keep_the_first_unless_the_second_compares_better() {
        assertThat(PythonNumbers.max(0, Double.NaN)).isZero();
        assertThat(PythonNumbers.max(Double.NaN, 0)).isNaN();
        assertThat(PythonNumbers.min(1, Double.NaN)).isEqualTo(1);
        assertThat(PythonNumbers.clampToUnit(Double.NaN)).isEqualTo(1);
        assertThat(PythonNumbers.clampToUnit(-3)).isZero();
        assertThat(PythonNumbers.clampToUnit(3)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2.675, 2, 2.67",
        "0.125, 2, 0.12",
        "0.375, 2, 0.38",
        "-0.0, 4, -0.0000",
        "-0.00001, 4, -0.0000",
        "1e22, 2, 10000000000000000000000.00",
        "NaN, 2, nan",
        "Infinity, 2, inf",
        "-Infinity, 4, -inf",
        "-1.005, 2, -1.00"
    })
    void fixed_rounds_the_exact_binary_value_half_to_even(double x, int digits, String expected) {
        assertThat(PythonNumbers.fixed(x, digits)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1e-15, 4, 1e-15",
        "2.373e-12, 4, 2.373e-12",
        "0.004, 4, 0.004",
        "1, 4, 1",
        "0.0001, 4, 0.0001",
        "0.00001, 4, 1e-05",
        "12345, 4, 1.234e+04",
        "9999.5, 4, 1e+04",
        "100, 3, 100",
        "0, 4, 0",
        "-0.0, 4, -0",
        "NaN, 4, nan",
        "1e100, 3, 1e+100",
        "123456789, 3, 1.23e+08"
    })
    void general_chooses_the_notation_as_c_does(double x, int digits, String expected) {
        assertThat(PythonNumbers.general(x, digits)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.0625, 0.062", "2.6745, 2.675", "0.8125, 0.812", "-0.0004, -0.0", "1.0005, 1.0"})
    void round3_is_half_to_even_on_the_binary_value(double x, double expected) {
        assertThat(PythonNumbers.round3(x)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "' 0.4 ', 0.4",
        "1e-1, 0.1",
        "0_5, 5",
        "+.5, 0.5",
        "5., 5",
        "nan, NaN",
        "-Infinity, -Infinity",
        "1_0.2_5, 10.25"
    })
    void parse_takes_what_python_takes(String text, double expected) {
        assertThat(PythonNumbers.parse(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "_5", "5_", "1__0", "0x10", "1e", "e5", ".", "+", ".e5", "1,5", "5d", "5f"})
    void parse_refuses_what_python_refuses(String text) {
        assertThat(PythonNumbers.parse(text)).isEmpty();
    }
}
