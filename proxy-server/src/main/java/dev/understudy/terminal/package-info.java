/** What a command prints to. Start at {@link dev.understudy.terminal.Terminal}. */
@NullMarked
package dev.understudy.terminal;

import org.jspecify.annotations.NullMarked;
