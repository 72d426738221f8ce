/**
 * Parts of a profile that others bring: providers of engines, agents, composers and guards, found by {@code ServiceLoader} or
 * registered by hand. Providers describe what they make without making it. Everything here is immutable unless it says
 * otherwise. Not yet stable.
 */
@NullMarked
package dev.barque.agents.plugin;

import org.jspecify.annotations.NullMarked;
