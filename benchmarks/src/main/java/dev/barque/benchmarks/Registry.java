package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Command;
import dev.barque.benchmarks.contest.Question;
import java.time.Clock;
import java.util.List;

/** All questions, in the order of the tables. A new one is registered here. */
public final class Registry {
    private Registry() {}

    /** The questions with our lines, limits and DuckDB; other peers come from their own module. */
    public static List<Question<?>> questions() {
        return List.of(
                ReadQuestion.question(),
                HomeQuestions.cold(),
                JoinQuestion.question(),
                FileJoinQuestion.question(),
                HomeQuestions.join(),
                AppendQuestions.synced(),
                AppendQuestions.unsynced(),
                SealQuestion.question(),
                ScanQuestion.question(),
                EngineQuestion.question(),
                BarQuestion.question(),
                ReplayQuestion.question(),
                PipelineQuestion.question(),
                HealthQuestion.question(),
                VerifyQuestion.question(),
                BackupQuestion.question());
    }

    /** {@code benchmarks/run}. */
    public static void main(String[] arguments) throws Exception {
        int exit = new Command(questions(), Registry.class, Clock.systemUTC()).run(List.of(arguments));
        if (exit != 0) {
            System.exit(exit);
        }
    }
}
