/**
 * Finds the cause of a trouble from the data of a home, and says what to do. Start at {@link dev.barque.ops.doctor.Doctor}. Instants are
 * UTC; nothing is null; nothing is changed.
 */
@NullMarked
package dev.barque.ops.doctor;

import org.jspecify.annotations.NullMarked;
