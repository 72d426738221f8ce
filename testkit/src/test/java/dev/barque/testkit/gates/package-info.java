/** What may not become dearer, path by path; and slowdowns that are planted, each of which has to be caught. */
@NullMarked
package dev.barque.testkit.gates;

import org.jspecify.annotations.NullMarked;
