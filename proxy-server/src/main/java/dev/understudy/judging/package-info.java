/**
 * Step 10, before comparators: asks a model which answer of a pair is better. Start at {@link dev.understudy.judging.Judges}.
 */
@NullMarked
package dev.understudy.judging;

import org.jspecify.annotations.NullMarked;
