/** What the checks of host, network and databases share. */
@NullMarked
package dev.barque.ops.checks.internal;

import org.jspecify.annotations.NullMarked;
