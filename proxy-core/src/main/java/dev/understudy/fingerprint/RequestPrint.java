package dev.understudy.fingerprint;

/**
 * Keyed hashes of what a request consists of beside its messages. Each array is a set: a part that two requests share has
 * the same hash in both. The arrays must not be changed.
 *
 * @param systemPrompt its sentences, at most {@value PromptPieces#MOST}; one element for none
 * @param tools each tool with its schema; one element for none
 * @param parameters each parameter with its value
 * @param dialect the wire format, and the version of it that the client names
 */
public record RequestPrint(long[] systemPrompt, long[] tools, long[] parameters, long[] dialect) {}
