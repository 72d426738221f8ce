package dev.barque.store.l1;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.internal.parquet.ParquetGroups;
import dev.barque.store.internal.parquet.ParquetTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A date of many symbols: its file is decoded piece by piece, and once for all of them. */
class LargeDateTest {
    private static final LocalDate DATE = LocalDate.of(2025, 11, 3);
    private static final long OPEN = Instant.parse("2025-11-03T14:30:00Z").getEpochSecond();
    private static final int MINUTES = 390;

    @TempDir
    Path home;

    /** Takes a date of so many symbols into a home, corrects it, and says how many bars there are. */
    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        int symbols = Integer.parseInt(arguments[1]);
        long written = ingest(home, symbols, 0);
        long replaced = ingest(home, 1, 1);
        BarSource bars = L1Files.ofHome(home).build();
        long read = IntStream.range(0, symbols)
                .mapToLong(s -> bars.day(symbol(s), DATE).size())
                .sum();
        System.out.println(written + " written, " + replaced + " replaced, " + read + " read");
    }

    @Test
    void a_date_larger_than_what_is_decoded_at_once_is_taken_in_corrected_and_read()
            throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeDateTest.class.getName(),
                        home.toString(),
                        "600")
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).contains("234000 written, 390 replaced, 234000 read");

        List<Integer> rows = new ArrayList<>();
        Path file = home.resolve("data_l1").resolve("l1_" + DATE + ".parquet");
        try (ParquetGroups groups = ParquetGroups.open(file, column -> column.equals("price"))) {
            for (ParquetTable group = groups.next(); group != null; group = groups.next()) {
                rows.add(group.rows());
            }
        }
        assertThat(rows).containsExactly(122_880, 111_120);
    }

    @Test
    void who_asks_symbol_after_symbol_for_what_was_known_has_the_file_read_once() {
        int symbols = 40;
        ingest(home, symbols, 0);
        ingest(home, 1, 1);
        BarSource latest = L1Files.ofHome(home).build();
        BarSource known = L1Files.ofHome(home).build().asKnownAt(Instant.parse("2026-01-01T00:00:00Z"));

        long one = allocated(() -> known.day(symbol(0), DATE));
        long others = allocated(() -> {
            for (int s = 1; s < symbols; s++) {
                assertThat(known.day(symbol(s), DATE).size()).isEqualTo(MINUTES);
            }
        });

        assertThat(others)
                .as("bytes for 39 symbols more, after %d for the first", one)
                .isLessThan(one / 4);
        assertThat(closes(known.day(symbol(0), DATE))).isEqualTo(closes(latest.day(symbol(0), DATE)));
    }

    private static List<Double> closes(Bars bars) {
        return IntStream.range(0, bars.size()).mapToObj(bars::close).toList();
    }

    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        work.run();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private static Symbol symbol(int s) {
        return Symbol.of(String.format("S%05d", s));
    }

    /** How many bars were new, or, where prices are raised, how many were replaced. */
    private static long ingest(Path home, int symbols, int raised) {
        Iterable<Map<String, Object>> records = () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < symbols * MINUTES;
            }

            @Override
            public Map<String, Object> next() {
                int minute = 1 + next % MINUTES;
                String symbol = symbol(next++ / MINUTES).value();
                return Map.of(
                        "symbol",
                        symbol,
                        "t",
                        Instant.ofEpochSecond(OPEN + 60L * minute),
                        "price",
                        100.0 + minute % 7 + raised,
                        "volume",
                        10.0 * minute);
            }
        };
        var report = Ingest.into(home)
                .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                .build()
                .records(records, "vendor");
        return raised == 0 ? report.written() : report.replaced();
    }
}
