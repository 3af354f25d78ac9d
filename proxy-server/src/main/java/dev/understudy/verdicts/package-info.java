/**
 * Step 11: gathers evidence of every shadow from its comparisons, keeps it, and says what it amounts to. Start at {@link
 * dev.understudy.verdicts.Verdicts}.
 */
@NullMarked
package dev.understudy.verdicts;

import org.jspecify.annotations.NullMarked;
