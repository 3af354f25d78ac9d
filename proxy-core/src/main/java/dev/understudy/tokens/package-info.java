/**
 * For step 9: counting tokens where a provider does not: what a model's text would come to.
 */
@NullMarked
package dev.understudy.tokens;

import org.jspecify.annotations.NullMarked;
