package dev.barque.cli;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code barque} command. */
@Command(
        name = "barque",
        mixinStandardHelpOptions = true,
        versionProvider = Barque.Version.class,
        description = "A point-in-time feature store, decision agents and an honest replay for trading systems.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque demo --home demo-home",
            "  barque help backtest",
            "  barque --version",
            "",
            "Every verb has --help with examples. Times are UTC unless a zone or an offset is given."
        })
public final class Barque implements Runnable {
    private static final Map<String, String> EXITS = new LinkedHashMap<>();

    static {
        EXITS.put("0", "Done, nothing to complain of.");
        EXITS.put(
                "1",
                "A finding: no row to show, bad records, bad or missing bars, recorded cases that came out otherwise, a store that lost rows, a profile that cannot be used, a kill switch that is on, a plug-in that failed, a system that is unhealthy, maintenance that was left undone, knowledge of the future, a result that does not come out again, a trial ledger that was cut, a backup that is damaged.");
        EXITS.put("2", "The command line cannot be followed.");
        EXITS.put("3", "It failed: damaged or missing data, a full disk, a bug.");
        EXITS.put("4", "barque health, checklist and doctor only: degraded.");
        EXITS.put("5", "barque health, checklist and doctor only: unknown.");
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Barque() {}

    /** Runs the command and ends the process with its exit code, as the class {@link ExitCode} has them. */
    public static void main(String[] args) {
        CommandLine command = commandLine(Shell.ofProcess(Clock.systemUTC(), System.getenv(), System.err));
        int exit;
        try {
            exit = command.execute(args);
        } catch (Throwable e) {
            Failures.unexpected(command.getErr(), e);
            exit = ExitCode.FAILURE;
        }
        System.out.flush();
        System.exit(exit);
    }

    /** The whole tree of verbs; streams can be set on it. */
    static CommandLine commandLine(Shell shell) {
        CommandLine root = new CommandLine(new Barque());
        root.addSubcommand(new DemoCommand(shell));
        root.addSubcommand(new IngestCommand(shell));
        CommandLine chains = new CommandLine(new ChainsCommand());
        chains.addSubcommand(new ChainsIngestCommand(shell));
        chains.addSubcommand(new ChainsShowCommand(shell));
        root.addSubcommand(chains);
        CommandLine data = new CommandLine(new DataCommand());
        data.addSubcommand(new DataCheckCommand(shell));
        data.addSubcommand(new DataGapsCommand(shell));
        root.addSubcommand(data);
        CommandLine features = new CommandLine(new FeaturesCommand());
        features.addSubcommand(new FeaturesBuildCommand(shell));
        features.addSubcommand(new FeaturesRegenerateCommand(shell));
        features.addSubcommand(new FeaturesImportCommand(shell));
        features.addSubcommand(new FeaturesShowCommand(shell));
        features.addSubcommand(new FeaturesSchemaCommand(shell));
        features.addSubcommand(new FeaturesCompareVersionsCommand(shell));
        features.addSubcommand(new FeaturesMigrateCommand(shell));
        root.addSubcommand(features);
        CommandLine store = new CommandLine(new StoreCommand());
        store.addSubcommand(new StoreVerifyCommand(shell));
        store.addSubcommand(new StoreRepairCommand(shell));
        store.addSubcommand(new StoreSealCommand(shell));
        store.addSubcommand(new StoreStatCommand(shell));
        store.addSubcommand(new StoreTortureCommand(shell));
        root.addSubcommand(store);
        CommandLine maintain = new CommandLine(new MaintainCommand());
        maintain.addSubcommand(new MaintainListCommand(shell));
        maintain.addSubcommand(new MaintainPlanCommand(shell));
        maintain.addSubcommand(new MaintainApplyCommand(shell));
        root.addSubcommand(maintain);
        root.addSubcommand(new TrainingSetCommand(shell));
        root.addSubcommand(new SqlCommand(shell));
        root.addSubcommand(new RunBarCommand(shell));
        root.addSubcommand(new LiveCommand(shell));
        root.addSubcommand(new BacktestCommand(shell));
        root.addSubcommand(new ReplayCommand(shell));
        root.addSubcommand(new CompareCommand(shell));
        root.addSubcommand(new SweepCommand(shell));
        CommandLine slippage = new CommandLine(new SlippageCommand());
        slippage.addSubcommand(new SlippageModelsCommand(shell));
        slippage.addSubcommand(new SlippageCalibrateCommand(shell));
        slippage.addSubcommand(new SlippageReportCommand(shell));
        root.addSubcommand(slippage);
        root.addSubcommand(new StatisticsCommand(shell));
        CommandLine trials = new CommandLine(new TrialsCommand());
        trials.addSubcommand(new TrialsListCommand(shell));
        trials.addSubcommand(new TrialsShowCommand(shell));
        trials.addSubcommand(new TrialsCheckCommand(shell));
        root.addSubcommand(trials);
        CommandLine audit = new CommandLine(new AuditCommand());
        audit.addSubcommand(new AuditLookAheadCommand(shell));
        root.addSubcommand(audit);
        CommandLine profile = new CommandLine(new ProfileCommand());
        profile.addSubcommand(new ProfileShowCommand(shell));
        profile.addSubcommand(new ProfileCheckCommand(shell));
        root.addSubcommand(profile);
        root.addSubcommand(new ReliabilityCommand(shell));
        root.addSubcommand(new ExplainCommand(shell));
        root.addSubcommand(new WhyNoTradeCommand(shell));
        root.addSubcommand(new ParityCommand(shell));
        root.addSubcommand(new ConformanceCommand(shell));
        root.addSubcommand(new PluginsCommand(shell));
        CommandLine health = new CommandLine(new HealthCommand(shell));
        CommandLine window = new CommandLine(new HealthWindowCommand());
        window.addSubcommand(new HealthWindowAddCommand(shell));
        window.addSubcommand(new HealthWindowListCommand(shell));
        window.addSubcommand(new HealthWindowEndCommand(shell));
        health.addSubcommand(window);
        root.addSubcommand(health);
        CommandLine checklist = new CommandLine(new ChecklistCommand(shell));
        checklist.addSubcommand(new ChecklistShowCommand(shell));
        root.addSubcommand(checklist);
        root.addSubcommand(new DoctorCommand(shell));
        CommandLine kill = new CommandLine(new KillCommand());
        kill.addSubcommand(new KillStatusCommand(shell));
        kill.addSubcommand(new KillOnCommand(shell));
        kill.addSubcommand(new KillOffCommand(shell));
        root.addSubcommand(kill);
        CommandLine backup = new CommandLine(new BackupCommand());
        backup.addSubcommand(new BackupCreateCommand(shell));
        backup.addSubcommand(new BackupListCommand(shell));
        backup.addSubcommand(new BackupVerifyCommand(shell));
        backup.addSubcommand(new BackupPruneCommand(shell));
        root.addSubcommand(backup);
        root.addSubcommand(new RestoreCommand(shell));
        root.addSubcommand(new DrillCommand(shell));
        root.addSubcommand(new CommandLine.HelpCommand());
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpAutoWidth(false);
        root.setUsageHelpWidth(100);
        Converters.register(root);
        root.setColorScheme(CommandLine.Help.defaultColorScheme(shell.terminal() == null ? Ansi.OFF : Ansi.AUTO));
        root.setParameterExceptionHandler(Failures::usage);
        root.setExecutionExceptionHandler(Failures::failed);
        describeExits(root);
        return root;
    }

    private static void describeExits(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nEXIT CODES%n")
                .exitCodeList(EXITS);
        command.getSubcommands().values().forEach(Barque::describeExits);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: one of the verbs below");
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Barque.class.getPackage().getImplementationVersion();
            return new String[] {"barque " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
