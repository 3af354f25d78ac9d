/** The commands. Start at {@link dev.understudy.cli.Understudy}, the only main class. */
@NullMarked
package dev.understudy.cli;

import org.jspecify.annotations.NullMarked;
