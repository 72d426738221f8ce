package dev.barque.cli.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.Agent;
import dev.barque.agents.MarketContext;
import dev.barque.agents.Profile;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.AgentProvider;
import dev.barque.agents.plugin.PluginDescriptor;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.agents.plugin.Plugins;
import dev.barque.agents.reliability.ReliabilitySource;
import dev.barque.core.decision.AgentView;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.profiles.ProfileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileChoiceTest {
    @TempDir
    Path folder;

    @Test
    void a_profile_of_a_file_may_name_agents_of_plug_ins_and_all_guards() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                name: mine
                base: V1
                agents: [liquidity, silent]
                guards: [market-hours, kill-switch]
                """);
        Plugins plugins = Plugins.builder()
                .discover(getClass().getClassLoader())
                .agent(new SilentProvider())
                .build();
        Profile profile = new ProfileReader(ProfileChoice.parts(plugins))
                .file(file)
                .profile(ProfileChoice.parts(plugins), ReliabilitySource.fixed(Map.of()));
        assertThat(profile.agents()).extracting(Agent::id).containsExactly("liquidity", "silent");
        assertThat(profile.guards()).extracting(TradeGuard::id).containsExactly("market-hours", "kill-switch");
    }

    private static final class SilentProvider implements AgentProvider {
        @Override
        public PluginDescriptor descriptor() {
            return new PluginDescriptor("silent", "1", "Says nothing.", List.of());
        }

        @Override
        public Agent agent(FeatureSchema schema, PluginSettings settings) {
            return new Agent() {
                @Override
                public String id() {
                    return "silent";
                }

                @Override
                public AgentView view(FeatureRow row, MarketContext market) {
                    return AgentView.abstain(id(), "it never speaks");
                }
            };
        }
    }
}
