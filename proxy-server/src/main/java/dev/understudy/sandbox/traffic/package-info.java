/**
 * Customers that ask for refunds, so that there is something to watch: mostly sensible, some odd, some hostile. Start at
 * {@link dev.understudy.sandbox.traffic.Traffic}.
 */
@NullMarked
package dev.understudy.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
