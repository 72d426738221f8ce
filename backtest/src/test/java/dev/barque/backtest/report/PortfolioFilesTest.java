package dev.barque.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.engine.RoundTrip;
import dev.barque.backtest.engine.SyntheticPortfolios;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.time.UtcMicros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortfolioFilesTest {
    private static final Path PAGE = Path.of("..", "docs", "portfolio-files.md");

    @TempDir
    Path folder;

    private static PortfolioResult result(String word) {
        return SyntheticPortfolios.of(50, 7, word);
    }

    private Map<?, ?> written(String word) throws IOException {
        ReportTitle title = new ReportTitle("t", "p", ZoneId.of("America/New_York"));
        PortfolioFiles.write(folder, title, PortfolioReportTest.whole(result(word), word));
        return JsonTexts.object(Files.readString(folder.resolve("result.json")));
    }

    private static Object at(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    @Test
    void json_and_csv_hold_every_position_bit_for_bit() throws IOException {
        List<?> positions = (List<?>) at(written("a \"quoted\", word\n"), "positions");
        List<String> lines = Files.readAllLines(folder.resolve("positions.csv"));
        List<RoundTrip> trips = result("a \"quoted\", word\n").roundTrips();

        assertThat(positions).hasSize(50);
        assertThat(lines).hasSize(51);
        List<String> header = List.of(lines.get(0).split(",", -1));
        for (int i = 0; i < 50; i++) {
            Map<?, ?> position = (Map<?, ?>) Objects.requireNonNull(positions.get(i));
            assertThat(at(position, "net")).isEqualTo(trips.get(i).net());
            assertThat(at(position, "opened"))
                    .isEqualTo(UtcMicros.toInstant(trips.get(i).openedMicros()).toString());
            String[] cells = lines.get(i + 1).split(",", -1);
            assertThat(Double.parseDouble(cells[header.indexOf("net")]))
                    .isEqualTo(trips.get(i).net());
            Map<?, ?> decision = (Map<?, ?>) at(position, "decision");
            assertThat((List<?>) at(decision, "views")).hasSize(3);
        }
    }

    @Test
    void what_is_not_known_is_null_and_the_rest_of_the_document_is_there() throws IOException {
        Map<?, ?> whole = written("made up");
        assertThat(at((Map<?, ?>) at(whole, "why_no_trade"), "trades")).isEqualTo(50.0);
        assertThat(at((Map<?, ?>) at(whole, "manifest"), "form")).isEqualTo("barque-manifest/1");
        assertThat((List<?>) at((Map<?, ?>) at(whole, "equity"), "cash")).hasSize(1_716);

        PortfolioRun bare = PortfolioRun.of(
                result("x"), TradingCalendars.usEquities(), StatisticsRules.standard(), TrialCount.single());
        PortfolioFiles.write(folder, new ReportTitle("t", "", ZoneOffset.UTC), bare);
        Map<?, ?> less = JsonTexts.object(Files.readString(folder.resolve("result.json")));
        assertThat(less.keySet()).isEqualTo(whole.keySet());
        assertThat(less.get("manifest")).isNull();
        assertThat(less.get("why_no_trade")).isNull();
    }

    @Test
    void the_page_about_the_files_names_every_key_and_every_column_with_its_meaning() throws IOException {
        String page = Files.readString(PAGE);
        for (Object key : written("made up").keySet()) {
            assertThat(page).contains("`" + key + "`");
        }
        for (ReportTable table : PortfolioTables.of(result("x"))) {
            assertThat(page).contains("## " + table.name());
            for (ReportTable.Column column : table.columns()) {
                assertThat(page)
                        .contains("| `" + column.name() + "` | "
                                + column.kind().name().toLowerCase(Locale.ROOT) + " | " + column.meaning()
                                + " |");
            }
        }
    }
}
