package dev.barque.cli.internal.work;

import dev.barque.backtest.sweep.SweepPoint;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a point, by what they are about.
 *
 * @param ofProfile keys of a profile
 * @param ofAccount keys of {@link AccountSetup#KEYS}
 */
record Settings(Map<String, String> ofProfile, Map<String, String> ofAccount) {
    private static final String COMPOSER = "composer.";

    /** The name that a preset gives to a point is none. */
    static Settings of(SweepPoint point) {
        Map<String, String> profile = new LinkedHashMap<>();
        Map<String, String> account = new LinkedHashMap<>();
        point.settings().forEach((key, value) -> {
            if (AccountSetup.KEYS.contains(key)) {
                account.put(key, value);
            } else if (!key.equals(Preset.NAME)) {
                profile.put(key.startsWith(COMPOSER) ? key.substring(COMPOSER.length()) : key, value);
            }
        });
        return new Settings(profile, account);
    }

    ProfileChoice applyTo(ProfileChoice base) {
        return Overrides.apply(base, ofProfile);
    }
}
