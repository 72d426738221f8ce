package dev.barque.cli.conformance;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs every case file that it knows in a folder. */
public final class Conformance {
    private static final List<CaseFile> KINDS = List.of(
            new EngineCases(),
            new ViewCases(),
            new IdeaCases(),
            new PipelineCases(),
            new SlippageCases(),
            new L1TransformCases(),
            new StoreReadCases(),
            new BacktestDayCases(),
            new BacktestEdgeCases());

    private Conformance() {}

    /** Runs the cases of a folder; {@code afterEach} is called after each file. A folder without any case file is refused. */
    public static ConformanceReport run(Path folder, Consumer<FileResult> afterEach) {
        List<FileResult> results = new ArrayList<>();
        try {
            for (CaseFile kind : KINDS) {
                for (Path file : kind.in(folder)) {
                    FileResult result = new FileResult(folder.relativize(file).toString(), kind.run(folder, file));
                    afterEach.accept(result);
                    results.add(result);
                }
            }
        } catch (IOException e) {
            throw new BarqueException(
                    "conformance.unreadable",
                    Concern.OPERATOR,
                    "Cannot read the case files in " + folder + ": " + e.getMessage(),
                    e);
        }
        if (results.isEmpty()) {
            throw new BarqueException(
                    "conformance.no-cases",
                    Concern.CALLER,
                    "There is no case file in " + folder + (Files.isDirectory(folder) ? "" : ", which is not a folder")
                            + ". Expected files such as engines.jsonl, views.jsonl, ideas.jsonl or slippage.csv.");
        }
        return new ConformanceReport(results);
    }
}
