package dev.barque.store.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IsoTimeTest {
    /**
     * The file holds what CPython 3.11.7's {@code datetime.fromisoformat} answered to ordinary texts and to seeded
     * mutations of them: text, microseconds of the wall clock or "refused", offset in microseconds or "-".
     */
    @Test
    void reads_and_refuses_what_python_reads_and_refuses() throws IOException {
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(IsoTimeTest.class.getResourceAsStream("python_iso_times.tsv")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", -1);
                IsoTime time = IsoTime.parse(fields[0]);
                String found = time == null
                        ? "refused\t-"
                        : time.localMicros() + "\t" + (time.aware() ? String.valueOf(time.offsetMicros()) : "-");
                if (!found.equals(fields[1] + "\t" + fields[2])) {
                    wrong.add(line + " but got " + found);
                }
                cases++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).isGreaterThan(900);
    }
}
