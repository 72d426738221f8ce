/** The nightly comparison of hot paths with what they took when the baseline was kept; see {@code -Pnightly}. */
@NullMarked
package dev.barque.benchmarks.nightly;

import org.jspecify.annotations.NullMarked;
