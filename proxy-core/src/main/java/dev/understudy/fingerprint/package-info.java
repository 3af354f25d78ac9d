/** For {@code drift}: what can be said of a request without its content: keyed hashes of its system prompt, tools and parameters. Start at {@link dev.understudy.fingerprint.RequestPrinter}. */
@NullMarked
package dev.understudy.fingerprint;

import org.jspecify.annotations.NullMarked;
