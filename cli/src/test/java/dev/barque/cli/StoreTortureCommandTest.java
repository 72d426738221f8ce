package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTortureCommandTest {
    @TempDir
    private Path root;

    @Test
    void it_kills_and_says_what_was_proven_and_what_was_not() {
        Cli.Result result = Cli.run("store", "torture", "--home", root.resolve("home"), "--kills", 2, "--life", 100);

        assertThat(result.exit()).as("%s", result).isZero();
        assertThat(result.out())
                .contains("2 processes killed")
                .contains("durability sync")
                .contains("Proven here: every acknowledged row")
                .contains("Not proven here: what the loss of power leaves");
        assertThat(result.err()).contains("Torture: 2 kills");
        assertThat(root.resolve("home")).isDirectory();
    }

    @Test
    void a_script_gets_one_document() {
        Cli.Result result = Cli.run(
                "store", "torture", "--home", root.resolve("home"), "--kills", 1, "--durability", "OS", "--json");

        assertThat(result.exit()).as("%s", result).isZero();
        assertThat(result.json().path("kills").asInt()).isEqualTo(1);
        assertThat(result.json().path("durability").asString()).isEqualTo("os");
        assertThat(result.json().path("intact").asBoolean()).isTrue();
        assertThat(result.json().path("problems").isEmpty()).isTrue();
    }

    @Test
    void a_directory_that_holds_something_is_not_touched() throws IOException {
        Files.writeString(root.resolve("precious"), "data");

        Cli.Result result = Cli.run("store", "torture", "--home", root, "--kills", 1);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("is not empty");
        assertThat(root).isDirectoryContaining(path -> path.endsWith("precious"));
        assertThat(root.toFile().list()).hasSize(1);
    }

    @Test
    void numbers_that_make_no_sense_are_refused() {
        assertThat(Cli.run("store", "torture", "--home", root, "--kills", 0).exit())
                .isEqualTo(2);
        assertThat(Cli.run("store", "torture", "--home", root, "--life", 0).exit())
                .isEqualTo(2);
        assertThat(Cli.run("store", "torture", "--home", root, "--durability", "never")
                        .exit())
                .isEqualTo(2);
        assertThat(Cli.run("store").exit()).isEqualTo(2);
    }
}
