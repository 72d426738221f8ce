package dev.barque.benchmarks.scale;

import java.util.List;

/** A part of the life of a home. It measures what it does with the meter of the life, checks what comes of it, and throws where that is wrong. */
interface Stage {
    /** Its name in results and arguments. */
    String name();

    /** Does it. */
    void run(Life life);

    /** All stages in their order; each needs those before it. */
    static List<Stage> all() {
        return List.of(
                new IngestStage(),
                new FeatureStage(),
                new VerifyStage(),
                new JoinStage(),
                new ReadStage(),
                new ReplayStage(),
                new HealthStage(),
                new MaintenanceStage(),
                new FullBackupStage(),
                new NextDayStage(),
                new NextBackupStage(),
                new RestoreStage());
    }
}
