package dev.barque.cli.internal.work;

import dev.barque.cli.internal.CliErrors;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The days that come with the command. */
public final class DemoData {
    /** Whose bars they are. */
    public static final Symbol SYMBOL = Symbol.of("SPY");

    /** Their UTC dates, which are those of the exchange too. */
    public static final List<LocalDate> DATES =
            List.of(LocalDate.of(2025, 10, 24), LocalDate.of(2025, 10, 27), LocalDate.of(2025, 10, 28));

    /** Stamped at the opening of each minute. */
    public static final StampConvention STAMPS = StampConvention.atOpen(Duration.ofMinutes(1));

    /** Where they come from. */
    public static final String PROVENANCE =
            "Real one-minute bars of SPY from Yahoo Finance by way of yfinance: close, volume and dollar volume, stamped at"
                    + " the opening of the bar in New York time";

    private static final String FOLDER = "/dev/barque/cli/demo/";

    private DemoData() {}

    /** Copies the files to a folder, which is made; returns the files of bars. */
    public static List<Path> copyTo(Path folder) {
        List<Path> files = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            copy("PROVENANCE.txt", folder);
            for (LocalDate date : DATES) {
                files.add(copy("l1_" + date + ".csv", folder));
            }
        } catch (IOException e) {
            throw CliErrors.cannotWrite(folder, e);
        }
        return files;
    }

    private static Path copy(String name, Path folder) throws IOException {
        try (InputStream in = DemoData.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + FOLDER + name);
            }
            Path file = folder.resolve(name);
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        }
    }
}
