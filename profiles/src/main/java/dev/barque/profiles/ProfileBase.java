package dev.barque.profiles;

import dev.barque.agents.Profile;
import dev.barque.agents.standard.AlignmentComposer;
import dev.barque.agents.standard.StandardProfiles;

/** A profile that ships, on which another one rests: engines, features, agents and the faults that it keeps or mends. */
public enum ProfileBase {
    /** The published rules with their faults mended. */
    V1,
    /** The published rules, faults included. */
    PUBLISHED_V1;

    /** The profile itself. */
    public Profile profile() {
        return this == V1 ? StandardProfiles.v1() : StandardProfiles.publishedV1();
    }

    AlignmentComposer composer() {
        return (AlignmentComposer) profile().composer();
    }
}
