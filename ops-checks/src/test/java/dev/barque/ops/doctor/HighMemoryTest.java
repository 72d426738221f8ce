package dev.barque.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.market.Symbol;
import dev.barque.ops.report.DoctorText;
import dev.barque.store.ParquetFeatureStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own, with the heap that they really have. */
class HighMemoryTest {
    @TempDir
    Path home;

    /** Keeps so many megabytes and asks the doctor about itself. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            List<byte[]> kept = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(args[1]); i++) {
                kept.add(new byte[1 << 20]);
            }
            System.gc();
            DoctorReport report = new Ward(Path.of(args[0])).examine(Complaint.of(DoctorCase.HIGH_MEMORY));
            System.out.println(DoctorText.plain(report));
            System.out.println(kept.size() + " kept");
        }
    }

    private String child(int heapMegabytes, int kept) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMegabytes + "m",
                        "-XX:+UseSerialGC",
                        "-Xmn8m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        home.toString(),
                        Integer.toString(kept))
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    @Test
    void a_heap_that_is_nearly_full_is_told_with_what_tables_would_take() throws Exception {
        Ward ward = new Ward(home);
        ward.features(Ward.SPY, Ward.FRIDAY);

        assertThat(child(128, 108))
                .contains(
                        "This process is short of memory: heap after collection",
                        "a table of all of v1",
                        "60 rows of 2 fields")
                .contains("jcmd PID GC.heap_dump");
        assertThat(child(128, 1)).contains("nothing found");
    }

    @Test
    void a_log_that_was_never_sealed_fills_the_heap_of_all_who_open_it() throws Exception {
        Ward ward = new Ward(home);
        try (ParquetFeatureStore store = ward.open()) {
            for (int i = 0; i < 300; i++) {
                store.append(Ward.rows(Symbol.of("S" + i), Ward.FRIDAY, 300, Duration.ZERO));
            }
        }
        assertThat(child(32, 1)).contains("90000 unsealed rows of 2 fields", "barque store seal --home " + home);

        try (ParquetFeatureStore store = ward.open()) {
            store.seal();
        }
        assertThat(child(32, 1)).contains("nothing found");
    }
}
