/**
 * Who is faster at the same work? A {@link dev.barque.benchmarks.contest.Question} has several lines: ours, peers, and the limit that no
 * one passes. They take turns in one JVM, and their checksums have to be equal. Times are nanoseconds per operation.
 */
@NullMarked
package dev.barque.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
