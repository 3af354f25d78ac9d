/**
 * Step 10, a family of comparators: what must not be in an answer: the system prompt, secrets and personal data of
 * others, signs of a hijacked model.
 */
@NullMarked
package dev.understudy.compare.safety;

import org.jspecify.annotations.NullMarked;
