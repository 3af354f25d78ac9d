/**
 * Step 11, the language of gates: {@code error.rate <= live + 0.005}. Start at {@link dev.understudy.verdict.rule.Rule}; what
 * the names mean is in {@link dev.understudy.verdict.rule.MetricTable}.
 */
@NullMarked
package dev.understudy.verdict.rule;

import org.jspecify.annotations.NullMarked;
