package dev.barque.cli;

import dev.barque.agents.plugin.Plugins;
import dev.barque.cli.internal.work.PluginPath;
import picocli.CommandLine.Option;

/** Parts that others bring. */
final class PluginsOption {
    @Option(
            names = "--plugins",
            paramLabel = "PATH",
            defaultValue = "${env:BARQUE_PLUGINS:-}",
            description = "Where plug-ins are: jars, folders of jars or folders of classes, parted as a class path is."
                    + " Default: $$BARQUE_PLUGINS, or none.")
    @SuppressWarnings("NullAway.Init")
    private String path;

    /** Those of Barque and those on the path. */
    Plugins plugins() {
        return Plugins.discover(PluginPath.loader(path, PluginsOption.class.getClassLoader()));
    }
}
