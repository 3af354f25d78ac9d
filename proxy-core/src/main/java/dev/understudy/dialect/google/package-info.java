/**
 * Google's wire format: Gemini's generateContent and streamGenerateContent, in AI Studio and on Vertex AI.
 */
@NullMarked
package dev.understudy.dialect.google;

import org.jspecify.annotations.NullMarked;
