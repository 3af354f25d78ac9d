package dev.understudy.dialect.wire;

import dev.understudy.canonical.Completion;

/**
 * An understood response.
 *
 * @param streamed whether it was a stream of events
 * @param outputOffsets for a stream: body offsets just after each event that carried output (text, reasoning, refusal,
 *     tool call), ascending, for timing; not copied, must not be changed
 */
public record ParsedResponse(Completion completion, boolean streamed, int[] outputOffsets) {}
