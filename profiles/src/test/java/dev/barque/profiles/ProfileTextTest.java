package dev.barque.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.reliability.ReliabilityRules;
import dev.barque.agents.standard.VotingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written is complete and read back as it was. */
class ProfileTextTest {
    private static final ProfileReader READER = new ProfileReader(ProfileParts.none());
    private static final long SEED = Long.getLong("barque.test.seed", 62);

    @Test
    void the_profiles_that_ship_are_written_and_read_back() {
        for (ProfileBase base : ProfileBase.values()) {
            String text = ProfileText.of(ProfileSettings.of(base));
            ProfileSettings read = READER.text("test", text);

            assertThat(ProfileText.of(read)).isEqualTo(text);
            assertThat(read.voting().stop())
                    .isEqualTo(ProfileSettings.of(base).voting().stop());
        }
    }

    @Test
    void every_key_is_spelled_out_and_explained() {
        String text = ProfileText.of(ProfileSettings.of(ProfileBase.V1));

        for (NumberKey key : NumberKey.values()) {
            assertThat(text).contains("\n" + (key.section().isEmpty() ? "" : "  ") + key.key() + ": ");
        }
        assertThat(text.lines().filter(line -> !line.startsWith("    ") && !line.startsWith("  - ")))
                .allMatch(line -> line.matches("\\w+:") || line.contains(" # "));
        assertThat(text).contains("    hedge: 1\n", "  mode: fixed", "threshold_by_agent: {}", "guards: []");
    }

    @Test
    void a_threshold_that_somebody_changes_in_what_was_written_counts_for_all_agents() {
        String text = ProfileText.of(ProfileSettings.of(ProfileBase.V1))
                .replace("name: V1", "name: mine")
                .replace("threshold: 0.6", "threshold: 0.7");

        assertThat(READER.text("test", text).voting().threshold("liquidity")).isEqualTo(0.7);
    }

    @Test
    void random_settings_are_read_back_to_the_last_digit() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            ProfileSettings settings = random(random);
            String text = ProfileText.of(settings);
            ProfileSettings read = READER.text("test", text);

            assertThat(ProfileText.of(read))
                    .as("seed %s, round %s", SEED, round)
                    .isEqualTo(text);
            for (NumberKey key : NumberKey.values()) {
                assertThat(key.of(read)).as("%s of%n%s", key.path(), text).isEqualTo(key.of(settings));
            }
            for (ProfilePart agent : settings.agents()) {
                assertThat(read.voting().threshold(agent.id()))
                        .isEqualTo(settings.voting().threshold(agent.id()));
            }
        }
    }

    private static ProfileSettings random(Random random) {
        double largest = 1 + 10 * random.nextDouble();
        return new ProfileSettings(
                "p-" + random.nextInt(100),
                one(random, ProfileBase.values()),
                List.of(ProfilePart.of("sentiment"), ProfilePart.of("liquidity")),
                new VotingSettings(
                        1 + random.nextInt(2),
                        random.nextDouble(),
                        1 + random.nextDouble() * 1e-7,
                        random.nextDouble(),
                        Map.of("liquidity", random.nextDouble()),
                        new VotingSettings.Size(
                                largest,
                                random.nextDouble() * 1e-9,
                                largest * random.nextDouble(),
                                -15 + random.nextDouble(),
                                -8 + random.nextDouble(),
                                random.nextDouble(),
                                random.nextDouble()),
                        new VotingSettings.TimeStop(random.nextDouble() * 100, 3, 4, random.nextDouble()),
                        new VotingSettings.Stop(one(random, VotingSettings.Zone.values()), random.nextInt(100), 0)),
                new ReliabilitySettings(
                        one(random, ReliabilitySettings.Mode.values()),
                        Map.of("sentiment", random.nextDouble() * 100),
                        1 + random.nextInt(1_000),
                        random.nextDouble(),
                        new ReliabilityRules(
                                0.01 + random.nextDouble(),
                                1e8 * random.nextDouble() + 0.01,
                                Duration.ofMillis(86_400 + random.nextInt(Integer.MAX_VALUE)),
                                random.nextDouble(),
                                1 + random.nextDouble(),
                                random.nextDouble())),
                List.of());
    }

    private static <T> T one(Random random, T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }
}
