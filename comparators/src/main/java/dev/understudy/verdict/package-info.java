/**
 * Step 11: what the comparisons add up to. {@link dev.understudy.verdict.Gate} is what was asked for, {@link
 * dev.understudy.verdict.Evidence} what was seen, {@link dev.understudy.verdict.Verdict} what can be said. No threads, no I/O,
 * no clock.
 */
@NullMarked
package dev.understudy.verdict;

import org.jspecify.annotations.NullMarked;
