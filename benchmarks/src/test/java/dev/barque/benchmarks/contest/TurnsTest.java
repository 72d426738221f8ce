package dev.barque.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.benchmarks.Registry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TurnsTest {
    @TempDir
    Path scratch;

    private record Numbers(int count) implements AutoCloseable {
        @Override
        public void close() {}
    }

    /** Adds the numbers up to a count, and claims something else than it did where it is told to. */
    private static final class Adding implements Work {
        private final Numbers given;
        private final double claims;
        private long sum;

        private Adding(Numbers given, double claims) {
            this.given = given;
            this.claims = claims;
        }

        @Override
        public void run() {
            sum = 0;
            for (int i = 0; i < given.count(); i++) {
                sum += i;
            }
        }

        @Override
        public double checksum() {
            return sum + claims;
        }
    }

    private static Question.Builder<Numbers> adding() {
        return Question.about("adding", Numbers.class, (dose, scratch) -> new Numbers(1_000))
                .asks("How fast?", "Adding.")
                .counts(Unit.NANOS, Numbers::count)
                .ours("ours", given -> new Adding(given, 0));
    }

    static List<Question<?>> questions() {
        return Registry.questions();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void all_lines_of_a_question_come_to_the_same_checksum(Question<?> question) throws Exception {
        List<Outcome.LineOutcome> lines = new Turns(question, Dose.SMOKE, text -> {}).measure(scratch);

        assertThat(lines).extracting(Outcome.LineOutcome::role).contains(Role.OURS, Role.LIMIT);
        assertThat(lines)
                .filteredOn(line -> line.role() == Role.OURS || line.role() == Role.LIMIT)
                .allSatisfy(line -> assertThat(line.nanos()).as(line.name()).isPositive());
    }

    @Test
    void a_contender_that_answers_wrongly_is_named_and_ends_the_question() {
        Question<Numbers> question = adding().line("hasty", Role.PEER, 1, given -> new Adding(given, 1))
                .build();

        assertThatThrownBy(() -> new Turns(question, Dose.SMOKE, text -> {}).measure(scratch))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hasty came to the checksum 499501.0 where 499500.0 is right");
    }

    @Test
    void only_a_limit_may_do_a_part_of_the_work() throws Exception {
        Entrant<Numbers> part = given -> new Adding(given, Double.NaN);

        assertThat(new Turns(adding().limit("part", part).build(), Dose.SMOKE, text -> {}).measure(scratch))
                .hasSize(2);
        assertThatThrownBy(() -> new Turns(
                                adding().line("part", Role.PEER, 1, part).build(), Dose.SMOKE, text -> {})
                        .measure(scratch))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void checksums_are_held_against_what_the_question_expects_even_when_all_agree() {
        Question<Numbers> question =
                adding().expects((given, operations) -> operations + 7.0).build();

        assertThatThrownBy(() -> new Turns(question, Dose.SMOKE, text -> {}).measure(scratch))
                .hasMessageContaining("where 1007.0 is right");
    }

    @Test
    void a_contender_that_cannot_run_here_says_why_and_the_others_run() throws Exception {
        Question<Numbers> question = adding().line("absent", Role.PEER, 1, given -> {
                    throw new Absent("this machine has no abacus");
                })
                .build();

        List<Outcome.LineOutcome> lines = new Turns(question, Dose.SMOKE, text -> {}).measure(scratch);

        assertThat(lines.get(0).measured()).isTrue();
        assertThat(lines.get(1).measured()).isFalse();
        assertThat(lines.get(1).note()).isEqualTo("this machine has no abacus");
    }

    @Test
    void heap_of_the_timed_part_alone_is_counted() throws Exception {
        Question<Numbers> question = adding().line("wasteful", Role.OURS, 1, given -> new Work() {
                    private int[] made = {};

                    @Override
                    public void before() {
                        made = new int[1_000_000];
                    }

                    @Override
                    public void run() {
                        made = new int[given.count() * made.length / 1_000_000];
                    }

                    @Override
                    public double checksum() {
                        return 499_500 + made.length - given.count();
                    }
                })
                .build();

        List<Outcome.LineOutcome> lines = new Turns(question, Dose.SMOKE, text -> {}).measure(scratch);

        assertThat(lines.get(1).bytes()).isBetween(4.0, 400.0);
    }
}
