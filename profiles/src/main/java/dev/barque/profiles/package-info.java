/**
 * Profiles of users: as data, and as YAML text.
 *
 * <p>Start at {@link dev.barque.profiles.ProfileReader}, which turns a file into {@link dev.barque.profiles.ProfileSettings}; those
 * make a {@link dev.barque.agents.Profile}. Everything here is immutable and safe to share. Files are UTF-8. Not yet stable.
 */
@NullMarked
package dev.barque.profiles;

import org.jspecify.annotations.NullMarked;
