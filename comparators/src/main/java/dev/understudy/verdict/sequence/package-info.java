/**
 * Step 11, the mathematics: confidence sequences, which hold at every moment and however often one looks. Everything here is
 * a function of counts and sums that do not depend on the order of what was seen, so two tallies merge into exactly the one
 * that would have seen it all. Start at {@link dev.understudy.verdict.sequence.Tally}.
 */
@NullMarked
package dev.understudy.verdict.sequence;

import org.jspecify.annotations.NullMarked;
