package dev.barque.agents.guards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.plugin.GuardProvider;
import dev.barque.agents.plugin.PluginParameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page about guards says what the descriptors say. */
class GuardsPageTest {
    @Test
    void the_tables_of_the_page_are_those_of_the_descriptors() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "docs", "guards.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        List<String> expected = new ArrayList<>();
        for (GuardProvider provider : StandardGuards.providers()) {
            expected.add("| `" + provider.descriptor().id() + "` | "
                    + provider.descriptor().meaning() + " | ");
        }
        for (GuardProvider provider : StandardGuards.providers()) {
            for (PluginParameter parameter : provider.descriptor().parameters()) {
                expected.add("| `" + provider.descriptor().id() + "` | `" + parameter.name() + "` | "
                        + (parameter.whenAbsent().isEmpty() ? "" : parameter.whenAbsent() + " ") + "| "
                        + parameter.meaning() + " | ");
            }
        }
        assertThat(lines).hasSameSizeAs(expected);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).startsWith(expected.get(i));
            assertThat(lines.get(i)).as("it says why").doesNotMatch(".*\\|\\s*\\|$");
        }
    }
}
