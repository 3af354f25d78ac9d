/**
 * Step 10, a family of comparators: which of two answers a judge prefers: what it is asked, how it is understood, and
 * what comes of it. Who asks is {@code judging}.
 */
@NullMarked
package dev.understudy.compare.judge;

import org.jspecify.annotations.NullMarked;
