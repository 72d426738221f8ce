package dev.barque.store.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.decision.KillSwitch;
import dev.barque.core.decision.Reading;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kill switch in a home: on until somebody says off and can write it, and on whenever nobody can tell. */
class KillSwitchFileTest {
    private static final Instant NOW = Instant.parse("2026-03-02T15:04:05Z");

    @TempDir
    Path home;

    @Test
    void a_home_in_which_nobody_ever_switched_is_off() {
        assertThat(KillSwitchFile.ofHome(home).state()).isEqualTo(KillSwitch.State.never());
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void what_was_switched_survives_a_restart_with_who_and_why() {
        KillSwitchFile.ofHome(home).on(NOW, "anna", "feed is wrong");
        KillSwitchFile restarted = KillSwitchFile.ofHome(home);
        assertThat(restarted.state()).isEqualTo(KillSwitch.State.on(NOW, "anna", "feed is wrong"));
        restarted.off(NOW.plusSeconds(60), "bert", "mended \"it\" – fully");
        assertThat(KillSwitchFile.ofHome(home).state())
                .isEqualTo(KillSwitch.State.off(NOW.plusSeconds(60), "bert", "mended \"it\" – fully"));
        assertThat(KillSwitchFile.ofHome(home).changes())
                .extracting(KillSwitch.State::by)
                .containsExactly("anna", "bert");
    }

    @Test
    void a_running_process_sees_at_its_next_bar_what_another_one_has_switched() {
        KillSwitchFile running = KillSwitchFile.ofHome(home);
        KillSwitchFile other = KillSwitchFile.ofHome(home);
        for (int i = 0; i < 50; i++) {
            boolean on = i % 2 == 0;
            Instant at = NOW.plusSeconds(i);
            if (on) {
                other.on(at, "anna", "stop");
            } else {
                other.off(at, "anna", "go");
            }
            assertThat(running.reading().at(Symbol.of("SPY"), i))
                    .map(Reading::value)
                    .as("change %d", i)
                    .contains(on ? 1.0 : 0.0);
        }
    }

    @Test
    void a_file_that_is_damaged_means_on_whatever_byte_is_cut_or_changed_into_nonsense() throws IOException {
        KillSwitchFile.ofHome(home).off(NOW, "anna", "go");
        Path file = home.resolve("kill-switch/state.json");
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 0; cut < whole.length; cut++) {
            Files.write(file, java.util.Arrays.copyOf(whole, cut));
            KillSwitch.State state = KillSwitchFile.ofHome(home).state();
            assertThat(state.on()).as("cut at %d", cut).isTrue();
            assertThat(state.reason()).contains("cannot be read, which counts as on");
        }
        for (String nonsense : List.of(
                "{}",
                "{\"format\":1,\"changes\":[]}",
                "{\"format\":2,\"changes\":[]}",
                "{\"format\":1,\"changes\":[{\"on\":0,\"since\":\"2026-03-02T15:04:05Z\",\"by\":\"a\",\"reason\":\"b\"}]}",
                "{\"format\":1,\"changes\":[{\"on\":false,\"since\":\"noon\",\"by\":\"a\",\"reason\":\"b\"}]}",
                "null")) {
            Files.writeString(file, nonsense);
            assertThat(KillSwitchFile.ofHome(home).state().on()).as(nonsense).isTrue();
        }
        Files.write(file, whole);
        assertThat(KillSwitchFile.ofHome(home).state().on()).isFalse();
    }

    @Test
    void a_damaged_file_can_be_switched_off_by_somebody_who_says_why() throws IOException {
        KillSwitchFile kill = KillSwitchFile.ofHome(home);
        kill.on(NOW, "anna", "stop");
        Files.writeString(home.resolve("kill-switch/state.json"), "garbage");
        assertThat(kill.state().on()).isTrue();
        kill.off(NOW, "anna", "the file was damaged");
        assertThat(kill.state().on()).isFalse();
    }

    @Test
    void a_file_that_has_vanished_and_a_home_that_is_not_there_mean_on() throws IOException {
        KillSwitchFile kill = KillSwitchFile.ofHome(home);
        kill.off(NOW, "anna", "go");
        Files.delete(home.resolve("kill-switch/state.json"));
        assertThat(kill.state().on()).isTrue();
        KillSwitchFile nowhere = KillSwitchFile.ofHome(home.resolve("none"));
        assertThat(nowhere.state().on()).isTrue();
        assertThatThrownBy(() -> nowhere.on(NOW, "anna", "stop")).hasMessageContaining("there is no home");
        assertThat(home.resolve("none")).doesNotExist();
    }

    @Test
    void a_process_that_cannot_write_that_it_is_on_is_on_and_one_that_cannot_write_off_stays_on() throws IOException {
        Files.createDirectories(home.resolve("kill-switch/state.json/in-the-way"));
        KillSwitchFile kill = KillSwitchFile.ofHome(home, FileAccess.real());
        assertThatThrownBy(() -> kill.on(NOW, "anna", "stop"))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.cannot-write"));
        assertThat(kill.state()).isEqualTo(KillSwitch.State.on(NOW, "anna", "stop"));
        assertThatThrownBy(() -> kill.off(NOW, "anna", "go")).isInstanceOf(BarqueException.class);
        assertThat(kill.state().reason()).isEqualTo("stop");
        Files.delete(home.resolve("kill-switch/state.json/in-the-way"));
        Files.delete(home.resolve("kill-switch/state.json"));
        kill.off(NOW, "anna", "go");
        assertThat(kill.state().on()).isFalse();
    }

    @Test
    void on_needs_no_words_and_off_does() {
        KillSwitchFile kill = KillSwitchFile.ofHome(home);
        kill.on(NOW, "", " ");
        assertThat(kill.state()).isEqualTo(KillSwitch.State.on(NOW, "not said", "not said"));
        assertThatThrownBy(() -> kill.off(NOW, "anna", " ")).hasMessageContaining("not said why");
        assertThatThrownBy(() -> kill.off(NOW, "", "go")).hasMessageContaining("by whom");
        assertThat(kill.state().on()).isTrue();
    }

    @Test
    void the_last_hundred_changes_are_kept() {
        KillSwitchFile kill = KillSwitchFile.ofHome(home);
        for (int i = 0; i < 103; i++) {
            kill.on(NOW.plusSeconds(i), "anna", "x".repeat(2_000));
        }
        assertThat(kill.changes()).hasSize(100);
        assertThat(kill.changes().get(0).since()).isEqualTo(NOW.plusSeconds(3));
        assertThat(Objects.requireNonNull(kill.state()).reason()).hasSize(500);
    }
}
