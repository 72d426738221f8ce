package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.work.PluginPath;
import dev.barque.cli.internal.work.UrlDataSource;
import dev.barque.ops.maintenance.tasks.MaintainedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A database to look after. Its password comes from a file or the environment, never from the command line, which others see. */
final class DatabaseOption {
    @Option(
            names = "--database",
            paramLabel = "URL",
            defaultValue = "${env:BARQUE_DATABASE:-}",
            description =
                    "A database to look after, as JDBC names it, such as jdbc:postgresql://host/name; its driver has to"
                            + " be on the class path or among --plugins. Default: $$BARQUE_DATABASE, or none.")
    @SuppressWarnings("NullAway.Init")
    private String url;

    @Option(names = "--database-user", paramLabel = "NAME", description = "Its user.")
    private @Nullable String user;

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "A file with its password. Without it: $$BARQUE_DATABASE_PASSWORD, or none.")
    private @Nullable Path passwordFile;

    /** The database; throws {@code cli.password-in-url}, {@code cli.no-driver}, {@code cli.no-password-file}. */
    Optional<MaintainedDatabase> database(String plugins) {
        if (url.isEmpty()) {
            return Optional.empty();
        }
        String name = UrlDataSource.name(url);
        if (url.toLowerCase(Locale.ROOT).contains("password=") || url.matches("(?s).*//[^/@:]*:[^/@]*@.*")) {
            throw CliErrors.passwordInUrl(name);
        }
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        String password = password();
        if (password != null) {
            properties.setProperty("password", password);
        }
        ClassLoader loader = PluginPath.loader(plugins, DatabaseOption.class.getClassLoader());
        return Optional.of(new MaintainedDatabase(name, new UrlDataSource(loader, url, properties)));
    }

    private @Nullable String password() {
        Path file = passwordFile;
        if (file == null) {
            return System.getenv("BARQUE_DATABASE_PASSWORD");
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw CliErrors.noPasswordFile(file, e);
        }
    }
}
