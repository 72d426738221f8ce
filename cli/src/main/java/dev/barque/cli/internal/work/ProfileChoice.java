package dev.barque.cli.internal.work;

import dev.barque.agents.Agent;
import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.options.PreparedChains;
import dev.barque.agents.plugin.AgentProvider;
import dev.barque.agents.plugin.Plugins;
import dev.barque.agents.reliability.ReliabilitySource;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.ReplayRules;
import dev.barque.core.market.OptionChainSource;
import dev.barque.profiles.ProfileBase;
import dev.barque.profiles.ProfileParts;
import dev.barque.profiles.ProfileReader;
import dev.barque.profiles.ProfileSettings;
import dev.barque.profiles.ReliabilitySettings;
import dev.barque.store.chains.ChainFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A profile that ships or one of a file, with the option chains and the rules of the replay that belong to it.
 *
 * @param word what stands for it on a command line: its name, or the file as it was given
 * @param settings what can be set on it
 */
public record ProfileChoice(String word, ProfileSettings settings) {
    /** The default: the published rules, mended. */
    public static final ProfileChoice V1 = shipped(ProfileBase.V1);

    /** The published system, exactly. */
    public static final ProfileChoice PUBLISHED_V1 = shipped(ProfileBase.PUBLISHED_V1);

    /** Where plug-ins are, as {@code barque plugins} has it. */
    private static final String PLUGINS = "BARQUE_PLUGINS";

    private static final Duration CHAIN_AGE = Duration.ofMinutes(15);

    /** What files may name besides the agents that ship; found when the first one asks. */
    private static final class Found {
        static final Plugins ALL = plugins();
        static final ProfileParts PARTS = parts(ALL);
    }

    /** Found anew, in classes of their own. */
    private static Plugins plugins() {
        return Plugins.discover(PluginPath.loader(
                Objects.requireNonNullElse(System.getenv(PLUGINS), ""), ProfileChoice.class.getClassLoader()));
    }

    /** What plug-ins there are for profiles. */
    static Plugins found() {
        return Found.ALL;
    }

    /** The guards that ship, and the agents and guards that plug-ins bring; those that failed are not there. */
    static ProfileParts parts(Plugins plugins) {
        Set<String> shipped = new HashSet<>();
        for (Agent agent : StandardProfiles.v1().agents()) {
            shipped.add(agent.id());
        }
        List<AgentProvider> agents = plugins.agentProviders().stream()
                .filter(provider -> !shipped.contains(provider.descriptor().id()))
                .toList();
        return ProfileParts.of(agents, plugins.guardProviders());
    }

    /** How files are read here. */
    public static ProfileReader reader() {
        return new ProfileReader(Found.PARTS);
    }

    /** Those that ship. */
    public static List<ProfileChoice> shipped() {
        return List.of(V1, PUBLISHED_V1);
    }

    /** Of a name in any case, or of a file whose name ends in .yaml or .yml; throws BarqueException or IllegalArgumentException. */
    public static ProfileChoice of(String word) {
        if (word.endsWith(".yaml") || word.endsWith(".yml")) {
            return new ProfileChoice(word, reader().file(Path.of(word)));
        }
        return shipped().stream()
                .filter(choice -> choice.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word
                        + "' is no profile; expected V1, PUBLISHED_V1 or a file whose name ends in .yaml or .yml"));
    }

    private static ProfileChoice shipped(ProfileBase base) {
        return new ProfileChoice(base.name(), ProfileSettings.of(base));
    }

    /** What reports call it. */
    public String name() {
        return settings.name();
    }

    /** The rules from bars to decisions, but for what is learned of agents. */
    public Profile profile() {
        return profile(ReliabilitySource.fixed(Map.of()));
    }

    /** The pipeline whose features and views are those of any weights; a profile that learns decides otherwise. */
    public DecisionPipeline unweighed() {
        return pipeline(ReliabilitySource.fixed(Map.of()));
    }

    /** The pipeline that computes and decides; a profile that learns is refused, since nobody says from what. */
    public DecisionPipeline pipeline() {
        if (settings.reliability().mode() == ReliabilitySettings.Mode.LEARNED) {
            settings.profile(Found.PARTS);
        }
        return unweighed();
    }

    /** The pipeline that computes and decides. */
    public DecisionPipeline pipeline(ReliabilitySource learned) {
        return new DecisionPipeline(
                profile(learned), isPublished() ? StandardProfiles.standInChains() : OptionChains.none());
    }

    /** {@link #unweighed()} with the option chains of a home; see {@link #pipeline(Path, ReliabilitySource)}. */
    public DecisionPipeline unweighed(Path home) {
        return pipeline(home, ReliabilitySource.fixed(Map.of()));
    }

    /**
     * The pipeline that computes and decides with the option chains of a home: under V1 and what stands on it those that were taken
     * in, up to 15 minutes old, with Greeks computed where the vendor gave none, and no rates.
     */
    public DecisionPipeline pipeline(Path home, ReliabilitySource learned) {
        return isPublished()
                ? pipeline(learned)
                : new DecisionPipeline(profile(learned), PreparedChains.of(chains(home)));
    }

    /**
     * The pipeline over option chains that are handed to it, with plug-ins that are loaded anew: their static fields hold nothing
     * of what ran before.
     */
    public DecisionPipeline pipelineAnew(OptionChainSource chains, ReliabilitySource learned) {
        Profile anew = profile(learned);
        if (!isShipped()) {
            ProfileParts parts = parts(plugins());
            anew = new ProfileReader(parts).file(Path.of(word)).profile(parts, learned);
        }
        return new DecisionPipeline(anew, isPublished() ? StandardProfiles.standInChains() : PreparedChains.of(chains));
    }

    /** Option chains of a home as V1 is shown them: up to 15 minutes old. */
    public static OptionChainSource chains(Path home) {
        return ChainFiles.ofHome(home, CHAIN_AGE);
    }

    /** How a replay of it accounts. */
    public ReplayRules replayRules() {
        return isPublished() ? ReplayRules.published() : ReplayRules.standard();
    }

    /** What a reader of its results must know. */
    public Optional<String> caveat() {
        return isPublished()
                ? Optional.of("The hedge features of " + name()
                        + " rest on the option chain that the published system makes up for every bar, not on market"
                        + " data.")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name();
    }

    private Profile profile(ReliabilitySource learned) {
        return isShipped() ? settings.base().profile() : settings.profile(Found.PARTS, learned);
    }

    private boolean isShipped() {
        return Arrays.stream(ProfileBase.values()).anyMatch(base -> base.name().equals(word));
    }

    private boolean isPublished() {
        return settings.base() == ProfileBase.PUBLISHED_V1;
    }
}
