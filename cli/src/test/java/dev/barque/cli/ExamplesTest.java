package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** The examples that the help shows, run as they stand there, one after the other, in one folder. */
class ExamplesTest {
    /** Options whose value is a path, and words that are paths by themselves. */
    private static final Set<String> PATH_OPTIONS = Set.of(
            "--home",
            "--html",
            "--report",
            "--csv",
            "--spine",
            "--out",
            "--manifest",
            "--verify",
            "--backups",
            "--scratch");

    /** A word, or several between quotes. */
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|[^ ]+");

    @TempDir
    Path folder;

    @Test
    void every_example_of_every_help_works() throws IOException {
        List<String> before = besides();
        Files.writeString(
                folder.resolve("labels.csv"),
                "symbol,time,up\nSPY,2025-10-27T15:00:00Z,1\nSPY,2025-10-27T15:10:00Z,0\n");
        Map<String, List<String>> examples = examples();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(9);
        assertThat(examples.values().stream().mapToInt(List::size).sum()).isGreaterThanOrEqualTo(20);
        for (Map.Entry<String, List<String>> verb : examples.entrySet()) {
            for (String example : verb.getValue()) {
                Cli.Result result = Cli.run(here(example).toArray());

                assertThat(result.exit()).as(example + "\n" + result).isEqualTo(expectedExit(example, result));
                assertThat(result.out()).as(example).isNotBlank();
                if (example.contains(" --json") && !example.contains(" --json backtest.json")) {
                    assertThat(new JsonMapper().readTree(result.out()).size())
                            .as(example)
                            .isPositive();
                }
            }
        }
        assertThat(folder.resolve("backtest.html")).isNotEmptyFile();
        assertThat(folder.resolve("backtest.json")).isNotEmptyFile();
        assertThat(folder.resolve("backtest-csv/trades.csv")).isNotEmptyFile();
        assertThat(folder.resolve("compare.html")).isNotEmptyFile();
        assertThat(folder.resolve("replay.html")).isNotEmptyFile();
        assertThat(besides())
                .as("files that examples left outside of their folder")
                .isEqualTo(before);
    }

    /** What lies where tests run. */
    private static List<String> besides() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    /**
     * What judges a home exits with its judgement. The packaged days are old, so that a whole group is degraded; what a
     * single check sees is fine.
     */
    private static int expectedExit(String example, Cli.Result result) {
        if (!example.matches("barque (health|checklist) .*") || example.contains("--check ")) {
            return ExitCode.OK;
        }
        assertThat(result.out()).as(example).containsPattern("^([a-z]+  )?degraded  |\"status\":\"degraded\"");
        return ExitCode.DEGRADED;
    }

    private static Map<String, List<String>> examples() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        collect(Barque.commandLine(Shell.silent(Cli.CLOCK)), found);
        return found;
    }

    private static void collect(CommandLine command, Map<String, List<String>> into) {
        String text = String.join("\n", command.getCommandSpec().usageMessage().footer())
                .replaceAll("\\\\\n *", "");
        List<String> lines = text.lines()
                .map(String::trim)
                .filter(line -> line.startsWith("barque "))
                .toList();
        if (!lines.isEmpty()) {
            into.put(command.getCommandSpec().qualifiedName(), lines);
        }
        Collection<CommandLine> verbs = command.getSubcommands().values();
        verbs.forEach(verb -> collect(verb, into));
    }

    /** The words of an example after {@code barque}, its relative paths put into the folder of this test. */
    private List<String> here(String example) {
        List<String> words = new ArrayList<>();
        List<String> given = WORD.matcher(example)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .skip(1)
                .toList();
        for (int i = 0; i < given.size(); i++) {
            String word = given.get(i);
            boolean path = word.startsWith("demo-home/")
                    || (i > 0 && PATH_OPTIONS.contains(given.get(i - 1)))
                    || word.equals("backtest.json");
            // Tests run in the folder of their module, people in that of the project.
            words.add(
                    path
                            ? folder.resolve(word).toString()
                            : word.replaceFirst("^cli/src/", "src/").replaceFirst("(^|,)docs/", "$1../docs/"));
        }
        if (given.get(0).equals("ingest")) {
            words.addAll(List.of("--home", folder.resolve("barque-home").toString()));
        }
        if (given.contains("--watch")) {
            words.addAll(List.of("--runs", "1"));
        }
        return words;
    }
}
