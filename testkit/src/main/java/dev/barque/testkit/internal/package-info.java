/** What the suites are made of. */
@NullMarked
package dev.barque.testkit.internal;

import org.jspecify.annotations.NullMarked;
