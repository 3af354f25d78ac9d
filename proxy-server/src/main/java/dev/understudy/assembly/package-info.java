/** The parts put together into one running process. Start at {@link dev.understudy.assembly.Server}. */
@NullMarked
package dev.understudy.assembly;

import org.jspecify.annotations.NullMarked;
