/** The maintenance tasks that ship, through their suite and against what can happen to them. */
@NullMarked
package dev.barque.testkit.maintenance;

import org.jspecify.annotations.NullMarked;
