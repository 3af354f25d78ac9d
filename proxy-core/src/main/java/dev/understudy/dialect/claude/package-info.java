/**
 * What Anthropic's models take, by their names, wherever they are asked: at Anthropic, on Vertex AI or on Bedrock.
 */
@NullMarked
package dev.understudy.dialect.claude;

import org.jspecify.annotations.NullMarked;
