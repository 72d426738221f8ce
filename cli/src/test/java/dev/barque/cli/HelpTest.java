package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

class HelpTest {
    /** Every verb with its words. */
    static List<List<String>> verbs() {
        List<List<String>> verbs = new ArrayList<>();
        collect(Barque.commandLine(Shell.silent(Cli.CLOCK)), List.of(), verbs);
        return verbs;
    }

    private static void collect(CommandLine command, List<String> words, List<List<String>> into) {
        command.getSubcommands().forEach((name, verb) -> {
            if (!name.equals("help")) {
                List<String> here = new ArrayList<>(words);
                here.add(name);
                into.add(here);
                collect(verb, here, into);
            }
        });
    }

    @Test
    void all_verbs_are_there() {
        assertThat(verbs())
                .contains(
                        List.of("demo"),
                        List.of("ingest"),
                        List.of("features", "build"),
                        List.of("features", "show"),
                        List.of("run-bar"),
                        List.of("backtest"),
                        List.of("replay"),
                        List.of("compare"),
                        List.of("statistics"),
                        List.of("trials", "check"),
                        List.of("profile", "show"),
                        List.of("profile", "check"),
                        List.of("reliability"),
                        List.of("conformance"));
    }

    @TestFactory
    List<DynamicTest> each_verb_explains_itself_with_examples() {
        return verbs().stream()
                .map(words -> DynamicTest.dynamicTest(String.join(" ", words), () -> {
                    List<Object> help = new ArrayList<>(words);
                    help.add("--help");
                    Cli.Result result = Cli.run(help.toArray());

                    assertThat(result.exit()).isZero();
                    assertThat(result.err()).isEmpty();
                    assertThat(result.out())
                            .startsWith("Usage: barque " + String.join(" ", words))
                            .contains("EXAMPLES", "  barque " + String.join(" ", words), "EXIT CODES");
                    assertThat(result.out().lines()).allMatch(line -> line.length() <= 100);
                }))
                .toList();
    }

    @Test
    void the_readme_names_every_verb_and_no_other() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String table =
                readme.substring(readme.indexOf("## What the command does"), readme.indexOf("## Where to go next"));
        Set<String> named = new TreeSet<>();
        Pattern.compile("`([a-z][a-z -]*)`").matcher(table).results().forEach(verb -> named.add(verb.group(1)));
        Set<String> there = new TreeSet<>();
        leaves(Barque.commandLine(Shell.silent(Cli.CLOCK)), "", there);

        assertThat(named).isEqualTo(there);
    }

    /** What a person can call: verbs that do something by themselves, or have nothing behind them. */
    private static void leaves(CommandLine command, String words, Set<String> into) {
        command.getSubcommands().forEach((name, verb) -> {
            if (!name.equals("help")) {
                if (!(verb.getCommand() instanceof VerbGroup)) {
                    into.add(words + name);
                }
                leaves(verb, words + name + " ", into);
            }
        });
    }

    @Test
    void no_percent_sign_of_a_help_is_taken_for_a_placeholder() {
        noPlaceholders(Barque.commandLine(Shell.silent(Cli.CLOCK)));
    }

    /** Picocli formats these texts, and warns on the console where it cannot. */
    private static void noPlaceholders(CommandLine command) {
        CommandLine.Model.UsageMessageSpec help = command.getCommandSpec().usageMessage();
        for (String text : List.of(String.join("\n", help.description()), String.join("\n", help.footer()))) {
            assertThatCode(() -> String.format(text)).as(text).doesNotThrowAnyException();
        }
        command.getSubcommands().values().forEach(HelpTest::noPlaceholders);
    }

    @Test
    void the_root_shows_help_and_version_and_asks_for_a_verb() {
        assertThat(Cli.run("--help").out()).contains("demo", "conformance", "EXAMPLES");
        assertThat(Cli.run("help", "backtest").out()).contains("Usage: barque backtest");
        assertThat(Cli.run("--version").out()).startsWith("barque ");
        Cli.Result nothing = Cli.run();
        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err()).contains("Say what to do", "Usage: barque");
    }

    @Test
    void a_wrong_word_is_named_with_what_may_have_been_meant() {
        Cli.Result result = Cli.run("backtets");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("barque: ").contains("backtets", "backtest", "Try: barque --help");
    }
}
