package dev.barque.cli;

import dev.barque.agents.plugin.Plugin;
import dev.barque.agents.plugin.PluginDescriptor;
import dev.barque.agents.plugin.PluginFailure;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.Plugins;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code barque plugins}. */
@Command(
        name = "plugins",
        description = "Lists the engines, agents, composers and guards that there are, and the providers that failed;"
                + " exits with 1 when one did.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque plugins",
            "  barque plugins hedge",
            "  barque plugins --json",
            "",
            "  With a plug-in that was just built:",
            "  ./barque plugins --plugins my-agent/target",
            "  BARQUE_PLUGINS=$HOME/barque-plugins ./barque plugins",
            "",
            "Nothing is made, and nothing of a plug-in runs but its provider's constructor and descriptor.",
            "--debug shows the stack traces of failures."
        })
final class PluginsCommand extends Verb {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "Show what has this id in full: parameters, inputs.")
    private @Nullable String id;

    @Mixin
    private final PluginsOption plugins = new PluginsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    PluginsCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        Plugins found = plugins.plugins();
        List<Plugin> listed = id == null ? found.all() : of(found, id);
        if (json.isWanted()) {
            printJson(tree(listed, found.failures()));
        } else {
            print(id == null ? table(listed) : details(listed));
            print(failures(found.failures()));
        }
        return found.failures().isEmpty() ? ExitCode.OK : ExitCode.FINDING;
    }

    private static List<Plugin> of(Plugins found, String id) {
        List<Plugin> named = found.all().stream()
                .filter(plugin -> plugin.descriptor().id().equals(id))
                .toList();
        if (named.isEmpty()) {
            throw CliErrors.noSuchPlugin(
                    id,
                    found.all().stream()
                            .map(plugin -> plugin.descriptor().id())
                            .distinct()
                            .toList());
        }
        return named;
    }

    private static String table(List<Plugin> plugins) {
        Table table = Table.ofTexts("kind", "id", "version", "from", "meaning", "parameters");
        for (Plugin plugin : plugins) {
            PluginDescriptor descriptor = plugin.descriptor();
            table.row(
                    plugin.kind().word(),
                    descriptor.id(),
                    descriptor.version(),
                    from(plugin),
                    descriptor.meaning(),
                    descriptor.parameters().stream()
                            .map(parameter -> parameter.name() + "=" + parameter.whenAbsent())
                            .collect(Collectors.joining(" ")));
        }
        return table.text();
    }

    /** What ships by the name of the project, another jar by its own, a folder by its path. */
    private static String from(Plugin plugin) {
        if (plugin.provider().startsWith("dev.barque.")) {
            return "Barque";
        }
        String origin = plugin.origin();
        return origin.endsWith(".jar")
                ? origin.substring(Math.max(origin.lastIndexOf('/'), origin.lastIndexOf('\\')) + 1)
                : origin;
    }

    private static String details(List<Plugin> plugins) {
        StringBuilder text = new StringBuilder();
        for (Plugin plugin : plugins) {
            PluginDescriptor descriptor = plugin.descriptor();
            text.append(plugin.name()).append(", version ").append(descriptor.version());
            text.append("\n  ").append(descriptor.meaning());
            text.append("\n  made by ").append(plugin.provider()).append(" in ").append(plugin.origin());
            text.append("\n  reads: ")
                    .append(
                            descriptor.inputs().isEmpty()
                                    ? "nothing declared"
                                    : String.join(", ", descriptor.inputs()));
            for (PluginParameter parameter : descriptor.parameters()) {
                text.append("\n  ").append(parameter.name()).append(": ").append(parameter.meaning());
                text.append(" (").append(parameter.kind().name().toLowerCase(Locale.ROOT));
                if (parameter.kind() != PluginParameter.Kind.TEXT) {
                    text.append(" from ")
                            .append(plain(parameter.least()))
                            .append(" to ")
                            .append(plain(parameter.most()));
                }
                text.append(
                        parameter.whenAbsent().isEmpty()
                                ? ", has to be set)"
                                : ", " + parameter.whenAbsent() + " when absent)");
            }
            text.append('\n');
        }
        return text.toString().stripTrailing();
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private String failures(List<PluginFailure> failures) {
        if (failures.isEmpty()) {
            return "No provider failed.";
        }
        StringBuilder text =
                new StringBuilder(failures.size() + (failures.size() == 1 ? " provider" : " providers") + " failed:");
        for (PluginFailure failure : failures) {
            text.append("\n  ")
                    .append(failure.provider())
                    .append(" (")
                    .append(failure.kind().word())
                    .append(", ");
            text.append(failure.origin())
                    .append(")\n    ")
                    .append(failure.attempted())
                    .append(": ")
                    .append(failure.reason());
            if (isDebug()) {
                StringWriter trace = new StringWriter();
                failure.cause().printStackTrace(new PrintWriter(trace));
                text.append("\n")
                        .append(trace.toString().stripTrailing().indent(4).stripTrailing());
            }
        }
        return text.toString();
    }

    private static Map<String, @Nullable Object> tree(List<Plugin> plugins, List<PluginFailure> failures) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("plugins", plugins.stream().map(PluginsCommand::tree).toList());
        tree.put("failures", failures.stream().map(PluginsCommand::tree).toList());
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Plugin plugin) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("kind", plugin.kind().word());
        tree.put("id", plugin.descriptor().id());
        tree.put("version", plugin.descriptor().version());
        tree.put("meaning", plugin.descriptor().meaning());
        tree.put("inputs", plugin.descriptor().inputs());
        tree.put(
                "parameters",
                plugin.descriptor().parameters().stream()
                        .map(PluginsCommand::tree)
                        .toList());
        tree.put("provider", plugin.provider());
        tree.put("origin", plugin.origin());
        return tree;
    }

    private static Map<String, @Nullable Object> tree(PluginParameter parameter) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("name", parameter.name());
        tree.put("kind", parameter.kind().name().toLowerCase(Locale.ROOT));
        tree.put("when_absent", parameter.whenAbsent());
        tree.put("least", JsonText.number(parameter.least()));
        tree.put("most", JsonText.number(parameter.most()));
        tree.put("meaning", parameter.meaning());
        return tree;
    }

    private static Map<String, @Nullable Object> tree(PluginFailure failure) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("kind", failure.kind().word());
        tree.put("provider", failure.provider());
        tree.put("origin", failure.origin());
        tree.put("attempted", failure.attempted());
        tree.put("reason", failure.reason());
        return tree;
    }
}
