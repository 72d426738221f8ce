package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.ProfileChoice;
import dev.barque.profiles.InvalidProfileException;
import dev.barque.profiles.ProfileProblem;
import dev.barque.profiles.ProfileSettings;
import dev.barque.profiles.ProfileText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code barque profile check}. */
@Command(
        name = "check",
        description = "Says everything that is wrong with a profile of your own, or how it differs from its base.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque profile check docs/examples/profiles/careful.yaml",
            "  barque profile check docs/examples/profiles/careful.yaml --json",
            "",
            "Ends with 1 when the profile cannot be used."
        })
final class ProfileCheckCommand extends Verb {
    @Parameters(index = "0", paramLabel = "FILE", description = "A profile in YAML.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private final JsonOption json = new JsonOption();

    ProfileCheckCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        try {
            fine(ProfileChoice.reader().file(file));
            return ExitCode.OK;
        } catch (InvalidProfileException e) {
            if (json.isWanted()) {
                printJson(tree(Optional.empty(), e.problems()));
            } else {
                print(String.valueOf(e.getMessage()));
            }
            return ExitCode.FINDING;
        }
    }

    private void fine(ProfileSettings settings) {
        if (json.isWanted()) {
            printJson(tree(Optional.of(settings), List.of()));
            return;
        }
        Map<String, String> base = base(settings);
        Map<String, String> own = differences(settings);
        if (own.isEmpty()) {
            print(file + ": fine. " + settings.name() + " is " + settings.base() + " under another name.");
            return;
        }
        print(file + ": fine. " + settings.name() + " differs from " + settings.base() + " in:");
        Table table = Table.ofTexts("key", String.valueOf(settings.base()), settings.name());
        own.forEach((key, value) -> table.row(key, base.getOrDefault(key, "-"), value));
        print(table.text());
    }

    private static Map<String, String> base(ProfileSettings settings) {
        return ProfileText.values(ProfileSettings.of(settings.base()));
    }

    private static Map<String, String> differences(ProfileSettings settings) {
        Map<String, String> own = ProfileText.values(settings);
        Map<String, String> base = base(settings);
        own.entrySet().removeIf(entry -> entry.getValue().equals(base.get(entry.getKey())));
        own.remove("name");
        return own;
    }

    private Map<String, @Nullable Object> tree(Optional<ProfileSettings> settings, List<ProfileProblem> problems) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("file", file.toString());
        tree.put("usable", settings.isPresent());
        tree.put("name", settings.map(ProfileSettings::name).orElse(null));
        tree.put("base", settings.map(s -> s.base().name()).orElse(null));
        tree.put("differences", settings.map(ProfileCheckCommand::differences).orElse(null));
        List<Object> all = new ArrayList<>();
        for (ProfileProblem problem : problems) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("line", problem.line());
            one.put("column", problem.column());
            one.put("key", problem.key());
            one.put("found", problem.found());
            one.put("expected", problem.expected());
            one.put("hint", problem.hint());
            all.add(one);
        }
        tree.put("problems", all);
        return tree;
    }
}
