package dev.barque.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.benchmarks.contest.Outcome.LineOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeTest {
    @TempDir
    Path directory;

    private static LineOutcome line(String name, Role role, int threads, double nanos) {
        return new LineOutcome(name, role, threads, nanos, nanos * 0.9, nanos * 1.1, 12, "");
    }

    private static Outcome outcome(String id) {
        List<LineOutcome> lines = List.of(
                line("ours", Role.OURS, 1, 100),
                line("ours, 2 threads", Role.OURS, 2, 50),
                line("slow peer | piped", Role.PEER, 1, 500),
                line("fast peer", Role.PEER, 2, 75),
                new LineOutcome("absent", Role.PEER, 1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, "no abacus"),
                line("elsewhere", Role.RECORDED, 1, 1e6),
                line("loop", Role.LIMIT, 1, 40));
        Outcome found = new Outcome(
                id,
                "How <fast>?",
                "Work.",
                Unit.NANOS,
                "2026-11-21",
                "benchmarks/run " + id,
                "17",
                "2 processors",
                "it does more.",
                lines,
                List.of());
        return new Outcome(
                found.question(),
                found.asks(),
                found.work(),
                found.unit(),
                found.date(),
                found.command(),
                found.jvm(),
                found.machine(),
                found.distance(),
                lines,
                List.of(
                        new Outcome.BarOutcome("a", new Bar.AheadOfPeers(1).reached(found)),
                        new Outcome.BarOutcome("b", new Bar.NearLimit(2).reached(found)),
                        new Outcome.BarOutcome("c", Double.NaN)));
    }

    @Test
    void a_peer_is_held_against_our_line_with_as_many_threads() {
        Outcome outcome = outcome("q");

        assertThat(new Bar.AheadOfPeers(1).reached(outcome)).isCloseTo(1.5, within(1e-12));
        assertThat(new Bar.AheadOf("slow", 10).reached(outcome)).isCloseTo(0.5, within(1e-12));
        assertThat(new Bar.NearLimit(2).reached(outcome)).isCloseTo(0.8, within(1e-12));
        assertThat(new Bar.AtMost("ours", Unit.NANOS, 150).reached(outcome)).isCloseTo(1.5, within(1e-12));
        assertThat(new Bar.Heap("ours", 6).reached(outcome)).isCloseTo(0.5, within(1e-12));
        assertThat(outcome.timesLimit()).isCloseTo(2.5, within(1e-12));
    }

    @Test
    void a_bar_against_who_is_absent_is_neither_met_nor_missed() {
        double reached = new Bar.AheadOf("absent", 1).reached(outcome("q"));

        assertThat(reached).isNaN();
        assertThat(new Outcome.BarOutcome("it", reached).missed()).isFalse();
        assertThat(new Outcome.BarOutcome("it", 0.99).missed()).isTrue();
    }

    @Test
    void outcomes_come_back_from_their_file_and_a_newer_one_takes_the_place_of_an_older() throws Exception {
        Path file = directory.resolve("results.json");
        assertThat(Outcomes.read(file).questions()).isEmpty();
        Outcomes first = new Outcomes(List.of()).with(outcome("b"), List.of("a", "b"));
        Outcomes both = first.with(outcome("a"), List.of("a", "b")).with(outcome("b"), List.of("a", "b"));

        both.write(file);

        assertThat(Outcomes.read(file)).isEqualTo(both);
        assertThat(both.questions()).extracting(Outcome::question).containsExactly("a", "b");
    }

    @Test
    void tables_go_between_the_markers_and_the_prose_around_them_stays() throws Exception {
        Path document = directory.resolve("RESULTS.md");
        Files.writeString(document, "# Before\n\n" + Table.BEGIN + "\nold\n" + Table.END + "\n\nAfter.\n");

        Table.into(document, new Outcomes(List.of(outcome("q"))));
        Table.into(document, new Outcomes(List.of(outcome("q"))));

        assertThat(document)
                .content()
                .startsWith("# Before\n\n" + Table.BEGIN + "\n\n| question | ours |")
                .contains(
                        "| q | ours, 2 threads: 50.0 ns | fast peer: 75.0 | 1.50 | 2.50 | 1 met, **1 missed**, others open |")
                .contains("### q: How <fast>?")
                .contains("| slow peer \\| piped | 1 | 500 |")
                .endsWith(Table.END + "\n\nAfter.\n")
                .doesNotContain("old")
                .contains("| **ours** | 1 | 100 | 90.0 to 110 |  | 2.50 | 12 |")
                .contains("| fast peer | 2 | 75.0 | 67.5 to 82.5 | 1.50 | 1.88 | 12 |")
                .contains("| absent | 1 | not run | no abacus | | | |")
                .contains("b (**missed**: reached 0.800 of it); c (cannot be said here)")
                .contains("Distance to the limit: it does more.");
    }

    @Test
    void a_document_without_markers_is_refused_and_left_alone() throws Exception {
        Path document = directory.resolve("RESULTS.md");
        Files.writeString(document, "# Prose\n");

        assertThatThrownBy(() -> Table.into(document, new Outcomes(List.of(outcome("q")))))
                .hasMessageContaining("the markers")
                .hasMessageContaining(document.toString());
        assertThat(document).hasContent("# Prose\n");
    }

    @Test
    void the_page_needs_no_network_and_shows_every_line() {
        String page = Page.of(new Outcomes(List.of(outcome("q"))));

        assertThat(page)
                .contains("How &lt;fast>?", "slow peer | piped", "not run: no abacus", "prefers-color-scheme: dark")
                .doesNotContain("http://", "https://", "<script", "@import", "url(");
        assertThat(page.split("class=\"row\"", -1)).hasSize(8);
    }

    @Test
    void rates_and_times_are_shown_in_three_digits() {
        assertThat(Unit.QUESTIONS.show(50)).isEqualTo("20.0");
        assertThat(Unit.MICROS.show(20_480)).isEqualTo("20.5");
        assertThat(Unit.NANOS.show(1_234_567)).isEqualTo("1,234,567");
        assertThat(Unit.BYTES.show(0.5)).isEqualTo("2.00");
        assertThat(Unit.ROWS.show(4_000)).isEqualTo("0.250");
    }
}
