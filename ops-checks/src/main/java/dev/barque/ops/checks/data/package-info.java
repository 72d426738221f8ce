/**
 * Are the data whole and recent, and does the system that decides do its work? Each check is a record of its bounds with
 * defaults, and looks at what the context holds: a {@link dev.barque.ops.checks.data.DataHome}, bars, a calendar, the decision
 * log, and what the host reports ({@link dev.barque.ops.checks.data.LatencyRecorder},
 * {@link dev.barque.ops.checks.data.OutcomeCounter}, {@link dev.barque.ops.checks.data.BackupState} and others here).
 *
 * <p>Durations are wall-clock time unless they say that they count market hours; shares run from 0 to 1; sizes are bytes;
 * instants are UTC. Nothing here starts a thread. Checks are immutable and safe to share; what is fed by the host is safe for
 * use by several threads. Nulls are refused. Ids and groups are stable, default bounds may change.
 */
@NullMarked
package dev.barque.ops.checks.data;

import org.jspecify.annotations.NullMarked;
