/** Times and numbers out of text, by the grammar by which published records were read. */
@NullMarked
package dev.barque.store.internal.text;

import org.jspecify.annotations.NullMarked;
