package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** From a bar to its decision. */
final class BarQuestion {
    private static final String LOGGED = "PUBLISHED_V1, decision log";
    private static final int ROW_BYTES = 590;
    private static final int RECORD_BYTES = 1_500;

    private BarQuestion() {}

    /** How many bars a run has: whole sessions of 390. */
    private record Sessions(Path scratch, int bars) implements AutoCloseable {
        @Override
        public void close() {}
    }

    static Question<Sessions> question() {
        return Question.about("bar", Sessions.class, (dose, scratch) -> new Sessions(scratch, 390 * dose.of(10, 2)))
                .asks(
                        "What does a live bar cost, from coming in to its decision?",
                        "Features, append with durability OS, read as of the bar, agents, composer, record in the decision log; one"
                                + " symbol, ten sessions of 390 bars a run, dates prepared before. The means of runs: percentiles"
                                + " are in docs/performance.md.")
                .counts(Unit.MICROS, Sessions::bars)
                .jvm("-Xmx2g")
                .ours(LOGGED, given -> new Live(given, "PUBLISHED_V1", "jsonl"))
                .ours("PUBLISHED_V1, no log", given -> new Live(given, "PUBLISHED_V1", "none"))
                .ours("V1, decision log", given -> new Live(given, "V1", "jsonl"))
                .recorded(Published.NAME, Published.nanos("run.bar"))
                .limit("two writes of ready bytes", Writes::new)
                .bar(new Bar.AtMost(LOGGED, Unit.MICROS, 15_000))
                .bar(new Bar.Heap(LOGGED, 2_000))
                .bar(new Bar.AheadOf(Published.NAME, 1_000))
                .because("the two writes are those of the row and of the record; computing both is the work: see"
                        + " docs/performance.md.")
                .build();
    }

    private static final class Live implements Work {
        private final Sessions given;
        private final LiveSystem system;
        private final LiveFeed feed = new LiveFeed(Symbol.of("SPY"), 1);
        private final LiveFeed ahead = new LiveFeed(Symbol.of("SPY"), 1);
        private long decided;

        private Live(Sessions given, String profile, String log) {
            this.given = given;
            system = new LiveSystem(given.scratch().resolve(profile + "-" + log), profile, log);
        }

        @Override
        public void before() {
            for (int i = 0; i < given.bars(); i++) {
                ahead.next();
                system.beforeSession(ahead);
            }
        }

        @Override
        public void run() {
            decided = 0;
            for (int i = 0; i < given.bars(); i++) {
                feed.next();
                decided += system.offer(feed).grounds().time().toEpochMilli() * 1_000 == feed.time() ? 1 : 0;
            }
        }

        @Override
        public double checksum() {
            return decided;
        }

        @Override
        public void close() {
            system.close();
        }
    }

    private static final class Writes implements Work {
        private final Sessions given;
        private final FileChannel rows;
        private final FileChannel records;
        private final ByteBuffer row = ByteBuffer.allocateDirect(ROW_BYTES);
        private final ByteBuffer record = ByteBuffer.allocateDirect(RECORD_BYTES);
        private long was;

        private Writes(Sessions given) throws IOException {
            this.given = given;
            rows = open(given.scratch().resolve("rows"));
            records = open(given.scratch().resolve("records"));
        }

        private static FileChannel open(Path file) throws IOException {
            return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        }

        @Override
        public void run() throws IOException {
            was = records.size();
            for (int i = 0; i < given.bars(); i++) {
                rows.write(row.clear());
                records.write(record.clear());
            }
        }

        @Override
        public double checksum() throws IOException {
            return (records.size() - was) / (double) RECORD_BYTES;
        }

        @Override
        public void close() throws IOException {
            rows.close();
            records.close();
        }
    }
}
