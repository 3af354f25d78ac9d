/**
 * Step 12: what leaves Understudy: metrics, running statistics, recent comparisons and the live event stream. Start at
 * {@link dev.understudy.publish.ComparisonSink}; the numbers are in {@link dev.understudy.publish.Metrics}.
 */
@NullMarked
package dev.understudy.publish;

import org.jspecify.annotations.NullMarked;
