/** What a disk remembers, and what it forgets when the power goes. */
@NullMarked
package dev.barque.testkit.internal.disk;

import org.jspecify.annotations.NullMarked;
