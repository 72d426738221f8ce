/** What the verbs do, apart from speaking: which days, which rules, features of a day, replays and their figures. */
@NullMarked
package dev.barque.cli.internal.work;

import org.jspecify.annotations.NullMarked;
