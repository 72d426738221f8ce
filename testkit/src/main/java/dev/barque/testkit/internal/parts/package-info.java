/** What the suites for engines, agents, composers and guards are made of. */
@NullMarked
package dev.barque.testkit.internal.parts;

import org.jspecify.annotations.NullMarked;
