package dev.barque.benchmarks.scale;

import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyDepth;
import dev.barque.store.VerifyReport;
import java.nio.file.Path;
import java.util.Locale;

/** Every partition is looked at: at its footer, at each of its bytes, at each of its values. */
final class VerifyStage implements Stage {
    @Override
    public String name() {
        return "verify";
    }

    @Override
    public void run(Life life) {
        for (VerifyDepth depth : VerifyDepth.values()) {
            VerifyReport[] report = new VerifyReport[1];
            life.meter.time("verify " + depth.name().toLowerCase(Locale.ROOT), () -> {
                report[0] = verify(life, life.home(), depth);
                return report[0].rows();
            });
            requireWhole(life, report[0]);
            life.facts.put("bytes", report[0].bytes());
        }
    }

    static VerifyReport verify(Life life, Path home, VerifyDepth depth) {
        long partitions = life.fact("partitions");
        return StoreVerifier.of(home)
                .depth(depth)
                .listener((where, condition, done) -> life.tell(
                        "verify " + depth, Math.min(done, partitions), partitions, "partitions, then files of bars"))
                .verify();
    }

    static void requireWhole(Life life, VerifyReport report) {
        Life.same("what is not in order", report.findings(), java.util.List.of());
        Life.same("rows", report.rows(), life.fact("rows"));
        Life.same("partitions", report.partitions(), life.fact("partitions"));
    }
}
