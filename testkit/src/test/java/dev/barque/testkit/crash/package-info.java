/** What is left of a store after kills, losses of power, full disks and syncs that failed. */
@NullMarked
package dev.barque.testkit.crash;

import org.jspecify.annotations.NullMarked;
