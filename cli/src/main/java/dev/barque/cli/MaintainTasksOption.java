package dev.barque.cli;

import dev.barque.cli.internal.work.PluginPath;
import dev.barque.ops.maintenance.MaintenanceTasks;
import picocli.CommandLine.Option;

/** The maintenance tasks of Barque and those that others bring. */
final class MaintainTasksOption {
    @Option(
            names = "--plugins",
            paramLabel = "PATH",
            defaultValue = "${env:BARQUE_PLUGINS:-}",
            description = "Where tasks of others are: jars, folders of jars or folders of classes, parted as a class"
                    + " path is. Default: $$BARQUE_PLUGINS, or none.")
    @SuppressWarnings("NullAway.Init")
    private String plugins;

    String path() {
        return plugins;
    }

    MaintenanceTasks tasks() {
        return MaintenanceTasks.discover(PluginPath.loader(plugins, MaintainTasksOption.class.getClassLoader()));
    }
}
