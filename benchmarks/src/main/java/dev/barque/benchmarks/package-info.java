/** JMH benchmarks; {@code benchmarks/run} builds and runs them. Not an API. */
@NullMarked
package dev.barque.benchmarks;

import org.jspecify.annotations.NullMarked;
