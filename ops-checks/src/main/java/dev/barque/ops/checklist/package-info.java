/**
 * What an operator goes through morning, evening, week and month: health checks, steps that can be done for him, and what only a person
 * can do, with one report. Start at {@link dev.barque.ops.checklist.StandardChecklists}. All types are immutable and safe to share;
 * instants are UTC; nulls are refused. Ids are stable, texts are not.
 */
@NullMarked
package dev.barque.ops.checklist;

import org.jspecify.annotations.NullMarked;
