package dev.barque.cli;

import dev.barque.ops.checklist.ChecklistFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code barque checklist show}. */
@Command(
        name = "show",
        description = "Prints a checklist as YAML, to begin one of your own with.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque checklist show morning",
            "  barque checklist show docs/examples/checklists/shift.yaml",
            "",
            "Each item has an id, what it is about, and one of: checks (health checks answer it), task (a maintenance task does it, with settings), work (seal and drill are done by the command, others by a host), person."
        })
final class ChecklistShowCommand extends Verb {
    @Parameters(
            paramLabel = "NAME|FILE",
            description = "morning, evening, weekly, monthly, or a list of your own (.yaml).")
    @SuppressWarnings("NullAway.Init")
    private String name;

    ChecklistShowCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        print(ChecklistFile.write(ChecklistCommand.list(name, spec())).stripTrailing());
        return ExitCode.OK;
    }
}
