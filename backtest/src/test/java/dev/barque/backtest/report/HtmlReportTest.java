package dev.barque.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    @Test
    void writes() {
        HtmlReport.write(Path.of("target/sample.html"), Samples.TITLE, Samples.twoRuns());
        assertThat(Path.of("target/sample.html")).exists();
    }
}
