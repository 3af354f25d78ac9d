/**
 * Step 10, a family of comparators: how far two answers are apart in meaning, by embeddings that a model gives; the
 * model comes in behind an interface.
 */
@NullMarked
package dev.understudy.compare.semantic;

import org.jspecify.annotations.NullMarked;
