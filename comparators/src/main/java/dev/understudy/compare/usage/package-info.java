/** How many tokens two answers took. */
@NullMarked
package dev.understudy.compare.usage;

import org.jspecify.annotations.NullMarked;
