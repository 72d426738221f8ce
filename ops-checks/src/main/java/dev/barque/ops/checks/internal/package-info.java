/** What all checks share: findings, figures in words, errors of parameters. */
@NullMarked
package dev.barque.ops.checks.internal;

import org.jspecify.annotations.NullMarked;
