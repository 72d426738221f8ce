package dev.barque.profiles;

import dev.barque.agents.Agent;
import dev.barque.agents.Composer;
import dev.barque.agents.Profile;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.reliability.ReliabilitySource;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.agents.standard.VotingSettings;
import dev.barque.profiles.internal.ProfileErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Everything that can be set on a profile, complete: what a file does not say is what its base has.
 *
 * @param name of the profile in decisions and reports: 1 to 64 letters, digits, dots, dashes and underscores
 * @param base what it rests on
 * @param agents who is asked, in this order
 * @param voting how views become a proposal
 * @param reliability how much the word of each agent counts
 * @param guards who may veto or shrink, in this order
 */
public record ProfileSettings(
        String name,
        ProfileBase base,
        List<ProfilePart> agents,
        VotingSettings voting,
        ReliabilitySettings reliability,
        List<ProfilePart> guards) {
    /** Copies the lists. */
    public ProfileSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(voting, "voting");
        Objects.requireNonNull(reliability, "reliability");
        agents = List.copyOf(agents);
        guards = List.copyOf(guards);
    }

    /** The settings of a profile that ships. */
    public static ProfileSettings of(ProfileBase base) {
        return new ProfileSettings(
                base.profile().id(),
                base,
                base.profile().agents().stream()
                        .map(agent -> ProfilePart.of(agent.id()))
                        .toList(),
                base.composer().settings(),
                ReliabilitySettings.standard(),
                List.of());
    }

    /**
     * The profile, whose agents count as much as the settings say. Throws {@code profiles.nothing-to-learn-from} where weights are
     * to be learned: {@link #profile(ProfileParts, ReliabilitySource)} says from what.
     */
    public Profile profile(ProfileParts parts) {
        if (reliability.mode() == ReliabilitySettings.Mode.LEARNED) {
            throw ProfileErrors.nothingToLearnFrom(name);
        }
        return make(parts, ReliabilitySource.fixed(reliability.weights()));
    }

    /**
     * The profile, whose agents count as much as was learned of them, times what the settings say; where the settings want fixed
     * weights, {@code learned} is not asked. Throws {@code profiles.unknown-part} for an agent or a guard that is not among the
     * parts.
     */
    public Profile profile(ProfileParts parts, ReliabilitySource learned) {
        ReliabilitySource fixed = ReliabilitySource.fixed(reliability.weights());
        return make(parts, reliability.mode() == ReliabilitySettings.Mode.LEARNED ? learned.times(fixed) : fixed);
    }

    private Profile make(ProfileParts parts, ReliabilitySource weights) {
        Profile rules = base.profile();
        Composer composer = base == ProfileBase.V1
                ? StandardProfiles.composer(voting, weights)
                : StandardProfiles.publishedComposer(voting, weights);
        List<Agent> chosen = new ArrayList<>();
        agents.forEach(part -> chosen.add(agent(part, parts)));
        List<TradeGuard> watching = new ArrayList<>();
        guards.forEach(part -> watching.add(guard(part, parts)));
        return new Profile(
                name,
                rules.featureSet(),
                rules.engines(),
                chosen,
                composer,
                watching,
                rules.missingEngines(),
                rules.stampRule(),
                rules.windowRule(),
                rules.warmUpBars());
    }

    private Agent agent(ProfilePart part, ProfileParts parts) {
        for (Agent agent : base.profile().agents()) {
            if (agent.id().equals(part.id())) {
                return agent;
            }
        }
        return parts.agent(part, base.profile().featureSet().schema())
                .orElseThrow(() -> ProfileErrors.unknownPart(name, "agent", part.id(), parts.agentIds(base)));
    }

    private TradeGuard guard(ProfilePart part, ProfileParts parts) {
        return parts.guard(part)
                .orElseThrow(() -> ProfileErrors.unknownPart(name, "guard", part.id(), parts.guardIds()));
    }
}
