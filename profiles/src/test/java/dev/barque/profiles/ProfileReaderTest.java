package dev.barque.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.barque.agents.standard.VotingSettings;
import dev.barque.core.error.BarqueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text is read as it stands or refused with everything that is wrong with it. */
class ProfileReaderTest {
    private static final ProfileReader READER = new ProfileReader(ProfileParts.none());
    private static final long SEED = Long.getLong("barque.test.seed", 61);

    private static final String NOISE = ":-[]{}#'\"&*!|>%@ \n\tx9.";

    @Test
    void what_a_text_does_not_say_is_what_its_base_has() {
        for (ProfileBase base : ProfileBase.values()) {
            ProfileSettings shipped = ProfileSettings.of(base);
            ProfileSettings read = READER.text("test", "name: mine\nbase: " + base);

            assertThat(read.voting()).isEqualTo(shipped.voting());
            assertThat(read.reliability()).isEqualTo(shipped.reliability());
            assertThat(read.agents()).isEqualTo(shipped.agents());
            assertThat(read.guards()).isEmpty();
            assertThat(read.name()).isEqualTo("mine");
        }
    }

    @Test
    void every_number_is_taken_from_its_own_key() {
        for (NumberKey key : NumberKey.values()) {
            double changed = changed(key);
            String line = key.section().isEmpty()
                    ? key.key() + ": " + NumberKey.text(changed)
                    : key.section() + ": {" + key.key() + ": " + NumberKey.text(changed) + "}";
            ProfileSettings read = READER.text("test", "name: mine\nbase: V1\n" + line);
            ProfileSettings shipped = ProfileSettings.of(ProfileBase.V1);

            for (NumberKey other : NumberKey.values()) {
                assertThat(other.of(read))
                        .as("%s after %s", other.path(), line)
                        .isEqualTo(other == key ? changed : other.of(shipped));
            }
        }
    }

    @Test
    void a_number_on_its_bound_is_taken_and_one_beyond_is_refused() {
        for (NumberKey key : NumberKey.values()) {
            for (double bound : new double[] {key.bounds().least(), key.bounds().most()}) {
                double beyond = bound == key.bounds().least() ? Math.nextDown(bound) : Math.nextUp(bound);
                boolean itself = key.bounds().allow(bound);

                assertThat(key.bounds().allow(beyond))
                        .as("%s at %s", key.path(), beyond)
                        .isFalse();
                assertThat(itself || key.bounds().expected().matches(".*(above|without).*"))
                        .as("%s at %s", key.path(), bound)
                        .isTrue();
            }
            assertThat(key.bounds().allow(Double.NaN)).isFalse();
        }
    }

    @Test
    void words_maps_and_lists_are_taken() {
        ProfileSettings read = READER.text("test", """
                name: mine
                base: PUBLISHED_V1
                agents: [sentiment, liquidity]
                threshold_by_agent: {liquidity: 0.55}
                reliability:
                  mode: learned
                  weights: {sentiment: 0.5}
                  half_life_days: 0.5
                stop: {zone: none}
                """);

        assertThat(read.agents()).extracting(ProfilePart::id).containsExactly("sentiment", "liquidity");
        assertThat(read.voting().thresholdByAgent()).isEqualTo(Map.of("liquidity", 0.55));
        assertThat(read.reliability().mode()).isEqualTo(ReliabilitySettings.Mode.LEARNED);
        assertThat(read.reliability().weights()).isEqualTo(Map.of("sentiment", 0.5));
        assertThat(read.reliability().rules().halfLife()).isEqualTo(Duration.ofHours(12));
        assertThat(read.voting().stop().zone()).isEqualTo(VotingSettings.Zone.NONE);
    }

    @Test
    void all_problems_are_told_at_once_with_their_places() {
        List<ProfileProblem> problems = problems("""
                name: my profile
                base: v1
                edge: big
                treshold: 0.6
                agents: [hedge, liqudity]
                size:
                  largest: -1
                  smalest: 0.1
                edge: 1.3
                stop: nearest
                guards:
                  - stale-data
                half_life_days: 3
                """);

        assertThat(problems)
                .extracting(p -> p.line() + ":" + p.column() + " " + p.key())
                .containsExactly(
                        "1:7 name",
                        "2:7 base",
                        "3:7 edge",
                        "4:1 treshold",
                        "5:17 agents",
                        "7:12 size.largest",
                        "8:3 size.smalest",
                        "9:1 edge",
                        "10:7 stop",
                        "12:5 guards",
                        "13:1 half_life_days");
        assertThat(problems)
                .extracting(ProfileProblem::hint)
                .containsExactly(
                        "",
                        "Did you mean 'V1'?",
                        "",
                        "Did you mean 'threshold'?",
                        "Did you mean 'liquidity'?",
                        "",
                        "Did you mean 'smallest'?",
                        "",
                        "",
                        "",
                        "It belongs under reliability:");
    }

    @Test
    void the_message_says_what_was_found_and_what_is_allowed() {
        assertThatThrownBy(() -> READER.text("mine.yaml", "name: mine\nbase: V1\nedge: \"1.2\"\nthreshold: 2"))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessage("""
                        Cannot use the profile mine.yaml: 2 problems.
                          line 3, column 7, edge: found the text '1.2'; expected a number from 1 to 100.
                          line 4, column 12, threshold: found 2; expected a number from 0 to 1.""");
    }

    @Test
    void keys_that_contradict_one_another_are_told_where_the_text_says_them() {
        List<ProfileProblem> problems = problems("""
                name: mine
                base: V1
                agents: [liquidity]
                size: {smallest: 0.9, largest: 0.5, best_log10_amihud: -7}
                time_stop: {most_bars: 3}
                """);

        assertThat(problems)
                .extracting(ProfileProblem::key)
                .containsExactly("quorum.at_least", "size.smallest", "size.best_log10_amihud", "time_stop.least_bars");
        assertThat(problems.get(0).found()).isEqualTo("2 of 1 agents");
        assertThat(problems.get(2).expected()).isEqualTo("less than size.worst_log10_amihud, which is -8");
    }

    @Test
    void agents_that_are_left_out_have_neither_threshold_nor_weight() {
        List<ProfileProblem> problems = problems("""
                name: mine
                base: V1
                agents: [liquidity, sentiment]
                threshold_by_agent: {hedge: 0.7}
                reliability: {weights: {sentimant: 0.7, liquidity: -1}}
                """);

        assertThat(problems)
                .extracting(ProfileProblem::key)
                .containsExactly(
                        "threshold_by_agent.hedge", "reliability.weights.sentimant", "reliability.weights.liquidity");
        assertThat(problems.get(1).hint()).isEqualTo("Did you mean 'sentiment'?");
    }

    @Test
    void what_is_no_profile_at_all_is_told_as_such() {
        assertThat(problems("").get(0).toString())
                .isEqualTo(
                        "line 1, column 1: found nothing; expected keys with values, of which name and base are needed.");
        assertThat(problems("edge: 1.2")).extracting(ProfileProblem::key).containsExactly("name", "base");
        assertThat(problems("- V1").get(0).found()).isEqualTo("a list");
        assertThat(problems("name: [\nbase: V1").get(0).found()).startsWith("what is no YAML (");
        assertThat(problems("name: &a mine\nbase: *a").get(0).found()).isEqualTo("an anchor, an alias or a tag");
        assertThat(problems("name: a\nbase: V1\n---\nname: b").get(0).found()).isEqualTo("a second document");
        assertThat(problems("name: mine\nbase: V1\nsize:\nedge:")).hasSize(2);
        assertThat(problems("name: mine\nbase: V1\nedge: .nan")).hasSize(1);
        assertThat(problems("name: mine\nbase: V1\nagents: []")).hasSize(1);
        assertThat(problems("name: mine\nbase: V1\nagents: [hedge, hedge, [x]]"))
                .hasSize(2);
        assertThat(problems("a: " + "[".repeat(400) + "]".repeat(400)).get(0).found())
                .startsWith("more than");
    }

    @Test
    void whatever_the_text_is_it_is_read_or_refused_with_a_place() {
        String good = ProfileText.of(ProfileSettings.of(ProfileBase.V1)).replace("name: V1", "name: mine");
        Random random = new Random(SEED);
        int refused = 0;
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, NOISE.charAt(random.nextInt(NOISE.length())));
                    case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
                    default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
                }
            }
            try {
                ProfileSettings read = READER.text("test", text.toString());
                assertThat(READER.text("test", ProfileText.of(read)).name()).isEqualTo(read.name());
            } catch (InvalidProfileException e) {
                refused++;
                assertThat(e.problems())
                        .as("seed %s, round %s:%n%s", SEED, round, text)
                        .isNotEmpty()
                        .allMatch(problem -> problem.line() >= 1 && problem.column() >= 1);
            }
        }
        assertThat(refused).isBetween(200, 1_999);
    }

    @Test
    void the_name_of_a_profile_that_ships_is_kept_for_it() {
        assertThat(READER.text("test", "name: V1\nbase: V1").voting()).isEqualTo(VotingSettings.standard());
        assertThat(problems("name: V1\nbase: V1\nedge: 1.3").get(0).expected())
                .isEqualTo("another name, since V1 ships and is not what this file says");
        assertThat(problems("name: published_v1\nbase: V1")).hasSize(1);
    }

    @Test
    void a_file_is_read_and_one_that_cannot_be_read_is_named(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good.yaml"), "\uFEFFname: mine\r\nbase: V1\r\n");
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'n', ':', ' ', (byte) 0xe9});
        Path huge = Files.write(folder.resolve("huge.yaml"), new byte[(1 << 20) + 1]);

        assertThat(READER.file(good).name()).isEqualTo("mine");
        for (Path file : List.of(latin, huge, folder.resolve("missing.yaml"))) {
            BarqueException e = catchThrowableOfType(BarqueException.class, () -> READER.file(file));
            assertThat(e.code()).isEqualTo("profiles.cannot-read");
            assertThat(e).hasMessageContaining(file.toString());
        }
    }

    /** Another number that the key and those beside it allow. */
    private static double changed(NumberKey key) {
        double now = key.of(ProfileSettings.of(ProfileBase.V1));
        return switch (key) {
            case AT_LEAST, HORIZON_BARS, LEAST_BARS, MOST_BARS -> now + 1;
            case BEST_AMIHUD -> -13.5;
            case SIZE_SMALLEST, SIZE_UNKNOWN, WEIGHT_FLOOR, THRESHOLD, MORE_THAN -> now - 0.125;
            default -> now + 0.25;
        };
    }

    private static List<ProfileProblem> problems(String text) {
        InvalidProfileException e =
                catchThrowableOfType(InvalidProfileException.class, () -> READER.text("test", text));
        assertThat(e).as("what is said of\n%s", text).isNotNull();
        return e.problems();
    }
}
