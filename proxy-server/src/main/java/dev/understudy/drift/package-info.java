/** Beside step 11: what drifts while a shadow runs: live traffic, models, prices and configuration against those when it was approved. Start at {@link dev.understudy.drift.DriftWatch}. */
@NullMarked
package dev.understudy.drift;

import org.jspecify.annotations.NullMarked;
