/** Other stores on the same work as ours, in one run, with equal checksums. Built under the profile {@code peers}. */
@NullMarked
package dev.barque.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
