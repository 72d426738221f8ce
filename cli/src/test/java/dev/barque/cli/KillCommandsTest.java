package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.store.control.KillSwitchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KillCommandsTest {
    @TempDir
    Path home;

    @Test
    void a_switch_goes_on_and_off_and_says_who_and_why() {
        assertThat(Cli.run("kill", "status", "--home", home).out()).contains("is off: never switched");

        Cli.Result on = Cli.run("kill", "on", "--home", home, "--reason", "the feed is wrong", "--by", "anna");
        assertThat(on.exit()).isZero();
        assertThat(on.out()).contains("is on since 2026-01-02T03:04:05Z by anna: the feed is wrong");
        assertThat(KillSwitchFile.ofHome(home).state().on()).isTrue();

        Cli.Result status = Cli.run("kill", "status", "--home", home, "--json");
        assertThat(status.exit()).isEqualTo(1);
        JsonNode tree = status.json();
        assertThat(tree.path("on").booleanValue()).isTrue();
        assertThat(tree.path("by").stringValue()).isEqualTo("anna");

        assertThat(Cli.run("kill", "off", "--home", home, "--reason", "mended", "--by", "bert")
                        .exit())
                .isZero();
        Cli.Result after = Cli.run("kill", "status", "--home", home);
        assertThat(after.exit()).isZero();
        assertThat(after.out()).contains("is off since", "by bert: mended", "anna", "the feed is wrong");
        assertThat(Cli.run("store", "verify", "--home", home).exit())
                .as("a home with a switch is in order")
                .isZero();
    }

    @Test
    void a_damaged_switch_is_on_and_a_missing_home_is_a_failure() throws IOException {
        Cli.run("kill", "off", "--home", home, "--reason", "begin");
        Files.writeString(home.resolve("kill-switch/state.json"), "garbage");

        Cli.Result damaged = Cli.run("kill", "status", "--home", home);

        assertThat(damaged.exit()).isEqualTo(1);
        assertThat(damaged.out()).contains("is on: ", "cannot be read, which counts as on");
        for (String verb : new String[] {"status", "on", "off"}) {
            Path none = home.resolve("none");
            Cli.Result missing = verb.equals("status")
                    ? Cli.run("kill", verb, "--home", none)
                    : Cli.run("kill", verb, "--home", none, "--reason", "x");
            assertThat(missing.exit()).isEqualTo(3);
            assertThat(missing.err()).contains("cli.no-home", "take that for on");
            assertThat(none).doesNotExist();
        }
    }

    @Test
    void a_reason_is_asked_for() {
        assertThat(Cli.run("kill", "on", "--home", home).exit()).isEqualTo(2);
        assertThat(Cli.run("kill", "off", "--home", home, "--reason", " ").exit())
                .isEqualTo(2);
        assertThat(Cli.run("kill").err()).contains("status, on or off");
    }
}
