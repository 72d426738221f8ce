package dev.barque.testkit;

import dev.barque.core.trial.TrialLedger;
import dev.barque.store.trials.JsonlTrialLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class JsonlTrialLedgerConformanceTest extends TrialLedgerConformance {
    @TempDir
    private Path home;

    @Override
    protected TrialLedger open() {
        return JsonlTrialLedger.ofHome(home);
    }

    @Override
    protected void takeOut(long number, long entries) throws IOException {
        Path file = JsonlTrialLedger.ofHome(home).file();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove((int) number - 1);
        Files.write(file, lines);
    }
}
