/**
 * Anthropic's wire format, the Messages API, at Anthropic itself, on Vertex AI, and wherever else it is spoken.
 */
@NullMarked
package dev.understudy.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
