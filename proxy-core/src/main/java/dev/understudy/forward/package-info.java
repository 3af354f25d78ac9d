/**
 * Step 3: the live upstream. Carries the request there and the answer back on the client's own event loop, with back-pressure both ways.
 */
@NullMarked
package dev.understudy.forward;

import org.jspecify.annotations.NullMarked;
