/**
 * Holds Barque's profile {@code PUBLISHED_V1} against recorded inputs and outputs of the published system. Start at
 * {@link dev.barque.cli.conformance.Conformance}; there is one class for each kind of case file.
 */
@NullMarked
package dev.barque.cli.conformance;

import org.jspecify.annotations.NullMarked;
