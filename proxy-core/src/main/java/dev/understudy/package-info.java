/** The core, assembled. Start at {@link dev.understudy.Proxy}. */
@NullMarked
package dev.understudy;

import org.jspecify.annotations.NullMarked;
