/** The whole life of a home at a size: made, filled, sealed, verified, asked, replayed, checked, backed up and restored, each stage in a process of its own. */
@NullMarked
package dev.barque.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
