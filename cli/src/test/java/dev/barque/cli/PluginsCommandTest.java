package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.plugin.AgentProvider;
import dev.barque.agents.plugin.EngineProvider;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.StreamSupport;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PluginsCommandTest {
    private static final String PROVIDER = """
            import dev.barque.agents.plugin.*;
            import java.util.List;
            public class Mine implements AgentProvider {
              public PluginDescriptor descriptor() {
                return new PluginDescriptor("mine", "7", "Knows better",
                    List.of(PluginParameter.whole("bars", 5, 1, 9, "how many bars it looks at")), List.of("mine.level"));
              }
              public dev.barque.agents.Agent agent(dev.barque.core.feature.FeatureSchema s, PluginSettings p) {
                throw new IllegalStateException("listing makes nothing");
              }
            }
            """;

    @TempDir
    Path folder;

    /** Compiles the provider above into a folder of classes. */
    private Path classes(String name) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(name));
        Path source = Files.writeString(folder.resolve("Mine.java"), PROVIDER);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString(),
                                source.toString()))
                .isZero();
        return names(classes, AgentProvider.class, "Mine");
    }

    private static Path names(Path root, Class<?> service, String provider) throws IOException {
        Path file = root.resolve("META-INF/services").resolve(service.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, provider + "\n");
        return root;
    }

    private static void jar(Path classes, Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out)) {
            for (String name : new String[] {"Mine.class", "META-INF/services/" + AgentProvider.class.getName()}) {
                zip.putNextEntry(new JarEntry(name));
                Files.copy(classes.resolve(name), zip);
                zip.closeEntry();
            }
        }
    }

    @Test
    void the_parts_that_ship_are_listed_with_what_they_mean() {
        Cli.Result result = Cli.run("plugins");

        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("kind", "meaning", "parameters", "from", "No provider failed.")
                .containsPattern("engine +\\| hedge +\\| 1 +\\| Barque")
                .containsPattern("agent +\\| sentiment")
                .containsPattern("composer +\\| alignment");
    }

    @Test
    void a_plug_in_in_a_folder_of_jars_is_listed_with_the_name_of_its_jar() throws IOException {
        jar(classes("classes"), folder.resolve("plugins/mine-7.jar"));

        Cli.Result result = Cli.run("plugins", "--plugins", folder.resolve("plugins"));

        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out())
                .containsPattern("agent +\\| mine +\\| 7 +\\| mine-7.jar +\\| Knows better +\\| bars=5");
    }

    @Test
    void one_of_them_is_shown_in_full() throws IOException {
        Cli.Result result = Cli.run("plugins", "mine", "--plugins", classes("classes"));

        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out())
                .contains(
                        "agent 'mine', version 7",
                        "made by Mine in ",
                        "reads: mine.level",
                        "bars: how many bars it looks at (whole from 1 to 9, 5 when absent)")
                .doesNotContain("alignment");
    }

    @Test
    void a_provider_that_fails_is_named_with_its_cause_and_the_exit_is_1() throws IOException {
        Path broken =
                names(Files.createDirectories(folder.resolve("broken")), EngineProvider.class, "org.example.Gone");
        String path = broken + File.pathSeparator + classes("classes");

        Cli.Result result = Cli.run("plugins", "--plugins", path);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains(
                        "1 provider failed:",
                        "org.example.Gone (engine, " + broken,
                        ": Provider org.example.Gone not found")
                .containsPattern("agent +\\| mine")
                .doesNotContain("ServiceLoader.java");
        assertThat(Cli.run("plugins", "--plugins", path, "--debug").out()).contains("ServiceLoader.java");
    }

    @Test
    void json_has_all_of_it() throws IOException {
        Path broken =
                names(Files.createDirectories(folder.resolve("broken")), EngineProvider.class, "org.example.Gone");

        Cli.Result result = Cli.run("plugins", "--json", "--plugins", broken + File.pathSeparator + classes("classes"));

        assertThat(result.exit()).isEqualTo(1);
        JsonNode failure = result.json().get("failures").get(0);
        assertThat(failure.get("provider").asString()).isEqualTo("org.example.Gone");
        assertThat(failure.get("kind").asString()).isEqualTo("engine");
        assertThat(failure.get("reason").asString()).contains("not found");
        JsonNode mine = StreamSupport.stream(result.json().get("plugins").spliterator(), false)
                .filter(plugin -> plugin.get("id").asString().equals("mine"))
                .findFirst()
                .orElseThrow();
        assertThat(mine.get("inputs").get(0).asString()).isEqualTo("mine.level");
        assertThat(mine.get("parameters").get(0).get("most").asDouble()).isEqualTo(9);
        assertThat(mine.get("provider").asString()).isEqualTo("Mine");
    }

    @Test
    void two_plug_ins_of_one_id_are_both_shown_as_failures() throws IOException {
        Path hedge = classes("classes");
        Path source = Files.writeString(
                folder.resolve("Twin.java"), PROVIDER.replace("Mine", "Twin").replace("\"mine\"", "\"hedge\""));
        ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        hedge.toString(),
                        source.toString());
        names(hedge, AgentProvider.class, "Twin");

        Cli.Result result = Cli.run("plugins", "--plugins", hedge);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains("2 providers failed:", "Twin (agent, ", "StandardProviders$HedgeReader (agent, ")
                .contains("Two providers have one id");
    }

    @Test
    void a_place_that_is_not_there_and_an_id_that_nobody_has_are_usage_errors() {
        Cli.Result place = Cli.run("plugins", "--plugins", folder.resolve("nowhere"));
        Cli.Result id = Cli.run("plugins", "hegde");

        assertThat(place.exit()).isEqualTo(2);
        assertThat(place.err()).contains("no file or folder " + folder.resolve("nowhere"), "cli.no-plugins");
        assertThat(id.exit()).isEqualTo(2);
        assertThat(id.err()).contains("no plug-in 'hegde'", "alignment", "cli.no-such-plugin");
    }
}
