package dev.barque.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.barque.core.error.BarqueException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grids of sweeps, as people write them. */
class GridReaderTest {
    private static List<ProfileProblem> problems(String yaml) {
        try {
            return List.of(new ProfileProblem(
                    0, 0, "", GridReader.text("grid.yaml", yaml).toString(), "", "nothing is wrong"));
        } catch (InvalidProfileException e) {
            assertThat(e).hasMessageStartingWith("Cannot use the grid grid.yaml: ");
            return e.problems();
        }
    }

    @Test
    void keys_values_ranges_and_sets_come_in_the_order_of_the_text() {
        SweepGrid grid = GridReader.text("grid.yaml", """
            vary:
              edge: [1, 1.20, 1.5]
              threshold: 0.5..0.6:0.05   # a range
              agents: [[liquidity, sentiment], hedge]
              slippage: ["5bps|amihud"]
            random: 20
            seed: 7
            """);

        assertThat(grid.vary().keySet()).containsExactly("edge", "threshold", "agents", "slippage");
        assertThat(grid.vary().values())
                .containsExactly(
                        List.of("1", "1.20", "1.5"),
                        List.of("0.5..0.6:0.05"),
                        List.of("liquidity+sentiment", "hedge"),
                        List.of("5bps|amihud"));
        assertThat(grid.random()).isEqualTo(OptionalInt.of(20));
        assertThat(grid.seed()).isEqualTo(OptionalLong.of(7));
        assertThat(GridReader.text("grid.yaml", "vary: {edge: 2}").random()).isEmpty();
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_with_its_place() {
        List<ProfileProblem> found = problems("""
            vari: 1
            vary:
              edge: []
              edge: [1]
              size.largest: {a: 1}
            random: 0
            seed: many
            """);

        assertThat(found)
                .extracting(ProfileProblem::line, ProfileProblem::key)
                .containsExactly(
                        tuple(1, "vari"),
                        tuple(3, "vary.edge"),
                        tuple(4, "vary.edge"),
                        tuple(5, "vary.size.largest"),
                        tuple(6, "random"),
                        tuple(7, "seed"));
        assertThat(found.get(0).hint()).contains("vary");
    }

    @Test
    void what_is_no_grid_is_refused() {
        assertThat(problems(""))
                .extracting(ProfileProblem::expected)
                .containsExactly("keys with values, of which vary is needed");
        assertThat(problems("random: 3")).extracting(ProfileProblem::key).containsExactly("vary");
        assertThat(problems("vary: [1, 2]")).extracting(ProfileProblem::key).containsExactly("vary");
        assertThat(problems("vary: &a {edge: 1}")).isNotEmpty();
    }

    @Test
    void a_file_that_cannot_be_read_is_named(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> GridReader.file(folder.resolve("none.yaml")))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("Cannot read the grid")
                .hasMessageContaining("none.yaml");
        Path file = folder.resolve("grid.yaml");
        Files.writeString(file, "vary: {edge: [1, 2]}");
        assertThat(GridReader.file(file).vary()).containsEntry("edge", List.of("1", "2"));
    }
}
