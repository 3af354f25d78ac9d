/**
 * OpenAI's own wire formats, as OpenAI and the many that are compatible with it speak them.
 */
@NullMarked
package dev.understudy.dialect.openai;

import org.jspecify.annotations.NullMarked;
