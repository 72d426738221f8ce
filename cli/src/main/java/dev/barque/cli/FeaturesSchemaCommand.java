package dev.barque.cli;

import dev.barque.cli.internal.work.KnownSchemas;
import dev.barque.store.FeatureSchemaFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code barque features schema}. */
@Command(
        name = "schema",
        description = "Shows the schema of a feature set as JSON, or saves it beside a model that is trained on it.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque features schema v1.0.0 --home demo-home",
            "  barque features schema v1.0.0 --home demo-home --out demo-home/feature_schema.json"
        })
final class FeaturesSchemaCommand extends Verb {
    @Parameters(paramLabel = "VERSION", description = "A version of the home or of a profile, such as v1.0.0.")
    @SuppressWarnings("NullAway.Init")
    private String version;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--out", paramLabel = "FILE", description = "Save it in this file.")
    private @Nullable Path out;

    FeaturesSchemaCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        FeatureSchemaFile schema = new KnownSchemas(home.path()).of(version);
        if (out == null) {
            print(schema.toJson());
        } else {
            schema.write(out.toAbsolutePath());
            print(schema.version() + ", " + schema.schema().size() + " features, fingerprint "
                    + schema.schema().fingerprint() + ", saved in " + out);
        }
        return ExitCode.OK;
    }
}
