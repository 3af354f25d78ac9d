/**
 * Step 5: takes captured exchanges off the live loop, decides which become shadow calls, and holds every bound: queue, in flight, rate, spend, headroom, breaker, kill switch.
 */
@NullMarked
package dev.understudy.mirror;

import org.jspecify.annotations.NullMarked;
