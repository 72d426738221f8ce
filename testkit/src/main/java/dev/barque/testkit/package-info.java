/**
 * How a plug-in author tests a plug-in: settable time, reference implementations, conformance suites.
 *
 * <p>Start at the suite of the SPI that you implement, such as {@link dev.barque.testkit.FeatureStoreConformance}: extend it,
 * say how to open yours, and run it with JUnit. The test names read as the specification. Random parts are seeded; a
 * failure names the seed, and {@code -Dbarque.test.seed=N} tries another. Stable.
 */
@NullMarked
package dev.barque.testkit;

import org.jspecify.annotations.NullMarked;
