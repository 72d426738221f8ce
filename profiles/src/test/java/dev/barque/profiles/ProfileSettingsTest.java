package dev.barque.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.barque.agents.Agent;
import dev.barque.agents.GuardContext;
import dev.barque.agents.MarketContext;
import dev.barque.agents.Profile;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.AgentProvider;
import dev.barque.agents.plugin.GuardProvider;
import dev.barque.agents.plugin.PluginDescriptor;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Levels;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.market.Symbol;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings become the profile that they describe. */
class ProfileSettingsTest {
    private static final ProfileParts PARTS = ProfileParts.of(List.of(new Steady()), List.of(new Halving()));
    private static final ProfileReader READER = new ProfileReader(PARTS);
    private static final long NOON = 1_761_307_200_000_000L;

    @Test
    void the_profile_has_the_parts_of_its_base_and_what_was_set() {
        Profile profile = READER.text("test", "name: mine\nbase: V1\nagents: [sentiment, liquidity]")
                .profile(PARTS);
        Profile base = ProfileBase.V1.profile();

        assertThat(profile.id()).isEqualTo("mine");
        assertThat(profile.agents()).extracting(Agent::id).containsExactly("sentiment", "liquidity");
        assertThat(profile.featureSet()).isEqualTo(base.featureSet());
        assertThat(profile.engines()).isEqualTo(base.engines());
        assertThat(profile.windowRule()).isEqualTo(base.windowRule());
        assertThat(profile.stampRule()).isEqualTo(base.stampRule());
    }

    @Test
    void agents_and_guards_that_others_bring_are_made_with_their_parameters() {
        Profile profile = READER.text("test", """
                        name: mine
                        base: V1
                        agents:
                          - liquidity
                          - id: steady
                            parameters: {bias: -0.5}
                        guards:
                          - id: halving
                            parameters: {factor: 0.25}
                        """).profile(PARTS);
        MarketContext market = new MarketContext(Symbol.of("SPY"), NOON, 650);
        FeatureRow row =
                FeatureRow.builder(profile.featureSet(), Symbol.of("SPY")).build(NOON, NOON);

        assertThat(profile.agents().get(1).view(row, market).bias()).isEqualTo(-0.5);
        assertThat(profile.guards()).extracting(TradeGuard::id).containsExactly("halving");
        List<AgentView> views = List.of(view("liquidity"), view("steady"));
        Proposal.Take take = (Proposal.Take) profile.composer().compose(views, row, market);
        GuardContext context = new GuardContext(market, row, dev.barque.core.decision.Circumstances.unknown());
        assertThat(profile.guards().get(0).watch().check(take, context).sizeFactor())
                .isEqualTo(0.25);
    }

    @Test
    void parameters_of_parts_survive_being_written() {
        String text = """
                name: mine
                base: V1
                guards:
                  - id: halving
                    parameters: {factor: 0.25, note: "a: \\"b\\" # c"}
                """;
        ProfileSettings settings = READER.text("test", text);

        assertThat(READER.text("test", ProfileText.of(settings)).guards()).isEqualTo(settings.guards());
        assertThat(settings.guards().get(0).parameters()).containsEntry("note", "a: \"b\" # c");
    }

    @Test
    void parameters_and_parts_that_nobody_knows_are_refused_with_those_that_are_known() {
        InvalidProfileException e = catchThrowableOfType(InvalidProfileException.class, () -> READER.text("test", """
                        name: mine
                        base: V1
                        guards:
                          - id: halving
                            parameters: {factor: 2, fcator: 1}
                          - halvin
                          - identity: x
                        agents: [steadi, {id: liquidity, parameters: {a: 1}}]
                        """));

        assertThat(e.problems())
                .extracting(ProfileProblem::toString)
                .anyMatch(p -> p.contains("factor must be a number from 0.01 to 1 but was '2'"))
                .anyMatch(p -> p.contains("fcator is no parameter of it"))
                .anyMatch(p -> p.contains("line 6") && p.endsWith("expected one of halving. Did you mean 'halving'?"))
                .anyMatch(p -> p.contains("line 7") && p.contains("guards.identity"))
                .anyMatch(p -> p.contains("line 8") && p.contains("Did you mean 'steady'?"))
                .anyMatch(p -> p.contains("agents.liquidity") && p.contains("no parameters"));
    }

    @Test
    void a_profile_that_learns_is_not_made_without_anything_to_learn_from() {
        ProfileSettings settings = READER.text("test", "name: mine\nbase: V1\nreliability: {mode: learned}");

        assertThatThrownBy(() -> settings.profile(PARTS))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("weights are learned from outcomes");
    }

    @Test
    void learned_weights_are_multiplied_by_those_that_are_set_and_fixed_ones_stand_alone() {
        String weights = "name: mine\nbase: V1\nreliability: {weights: {liquidity: 0.5}, mode: ";
        List<AgentView> views = List.of(view("liquidity"), view("sentiment"));
        MarketContext market = new MarketContext(Symbol.of("SPY"), NOON, 650);
        for (String mode : List.of("learned", "fixed")) {
            Profile profile = READER.text("test", weights + mode + "}")
                    .profile(PARTS, (agent, at) -> at == NOON && agent.equals("liquidity") ? 1.5 : 1);
            FeatureRow row =
                    FeatureRow.builder(profile.featureSet(), Symbol.of("SPY")).build(NOON, NOON);

            assertThat(profile.composer().compose(views, row, market).scores().up())
                    .isEqualTo(0.8 * 0.5 * (mode.equals("learned") ? 1.5 : 1) + 0.8);
        }
    }

    @Test
    void settings_that_were_read_with_other_parts_are_refused() {
        ProfileSettings settings = READER.text("test", "name: mine\nbase: V1\nguards: [halving]");

        assertThatThrownBy(() -> settings.profile(ProfileParts.none()))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("there is no guard 'halving'. Known: none");
    }

    @Test
    void two_parts_of_one_kind_and_id_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProfileParts.of(List.of(), List.of(new Halving(), new Halving())))
                .withMessageContaining("'halving'");
    }

    private static AgentView view(String agent) {
        return AgentView.of(agent, 1, 0.8, "test", Levels.none(), Evidence.none());
    }

    /** An agent that always says the same. */
    private static final class Steady implements AgentProvider {
        @Override
        public PluginDescriptor descriptor() {
            return new PluginDescriptor(
                    "steady",
                    "1",
                    "Says always the same.",
                    List.of(PluginParameter.number("bias", 1, -1, 1, "which way")));
        }

        @Override
        public Agent agent(FeatureSchema schema, PluginSettings settings) {
            return new Agent() {
                @Override
                public String id() {
                    return "steady";
                }

                @Override
                public AgentView view(FeatureRow row, MarketContext market) {
                    return AgentView.of(id(), settings.number("bias"), 0.9, "steady", Levels.none(), Evidence.none());
                }
            };
        }
    }

    /** A guard that shrinks each trade. */
    private static final class Halving implements GuardProvider {
        @Override
        public PluginDescriptor descriptor() {
            return new PluginDescriptor(
                    "halving",
                    "1",
                    "Shrinks each trade.",
                    List.of(
                            PluginParameter.number("factor", 0.5, 0.01, 1, "of the size that is left"),
                            PluginParameter.text("note", "", "for people")));
        }

        @Override
        public TradeGuard guard(PluginSettings settings) {
            double factor = settings.number("factor");
            return new TradeGuard() {
                @Override
                public String id() {
                    return "halving";
                }

                @Override
                public Watch watch() {
                    return (proposal, context) ->
                            new GuardVerdict(id(), GuardVerdict.Outcome.SHRUNK, factor, "as it always does");
                }
            };
        }
    }
}
