/**
 * Plays a list of requests against live and a candidate, through the same mirror, comparators and verdict as traffic: a recorded
 * corpus, a trace, a suite. Starting point: {@link dev.understudy.staging.StagingRun}.
 */
@NullMarked
package dev.understudy.staging;

import org.jspecify.annotations.NullMarked;
