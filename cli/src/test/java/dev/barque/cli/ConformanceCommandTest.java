package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceCommandTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path folder;

    @Test
    void the_recordings_agree_and_every_file_is_shown() {
        Cli.Result result = Cli.run("conformance", GOLDEN);

        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).contains("| engines.jsonl", "| ideas.jsonl", "Conforming: ");
        assertThat(result.err()).contains("engines.jsonl: ");
    }

    @Test
    void verbose_lists_what_is_mended_and_excluded_with_the_rule() {
        String out = Cli.run("conformance", "--verbose", GOLDEN).out();

        assertThat(out).containsPattern("(?m)^(mended|excluded) \\S+ .*: .+$");
    }

    @Test
    void a_difference_is_a_finding_with_expected_and_found() throws IOException {
        Files.writeString(folder.resolve("slippage.csv"), "amihud,px,slippage\n0,100,0.01\n0,100,0.02\n");

        Cli.Result text = Cli.run("conformance", folder);
        Cli.Result json = Cli.run("conformance", folder, "--json");

        assertThat(text.exit()).isEqualTo(1);
        assertThat(text.out()).contains("NOT conforming: 1 passed, 0 mended, 0 excluded, 1 failed", "line 3", "0.02");
        assertThat(json.exit()).isEqualTo(1);
        assertThat(json.json().path("conforming").booleanValue()).isFalse();
        assertThat(json.json().path("failed").intValue()).isEqualTo(1);
        assertThat(json.json()
                        .path("files")
                        .path(0)
                        .path("cases")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo("line 3");
    }

    @Test
    void a_folder_without_recordings_is_a_matter_of_usage() {
        Cli.Result result = Cli.run("conformance", folder.resolve("nowhere"));

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("barque: There is no case file in", "which is not a folder");
    }
}
