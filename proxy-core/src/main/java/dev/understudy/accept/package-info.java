/**
 * Step 1: client bytes become a request; the only place that writes to the client.
 */
@NullMarked
package dev.understudy.accept;

import org.jspecify.annotations.NullMarked;
