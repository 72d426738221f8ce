package dev.barque.cli;

import dev.barque.backtest.execution.calibration.RecordedFill;
import dev.barque.backtest.execution.calibration.RecordedFills;
import dev.barque.cli.internal.CliErrors;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Which recorded fills. */
final class FillsFile {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "Recorded fills, comma-separated; barque slippage --help names the columns.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    Path path() {
        return file;
    }

    List<RecordedFill> read() {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return RecordedFills.read(reader, file.toString());
        } catch (IOException e) {
            throw CliErrors.unreadableFills(file, e);
        }
    }
}
