/**
 * Step 8: candidate and control calls, on event loops and pools of their own.
 */
@NullMarked
package dev.understudy.send;

import org.jspecify.annotations.NullMarked;
