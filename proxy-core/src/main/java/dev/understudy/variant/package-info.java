/**
 * Step 7: turns a captured request into another arm's request: model, prompt, parameters, patch, headers, credentials; and keeps side effects in.
 */
@NullMarked
package dev.understudy.variant;

import org.jspecify.annotations.NullMarked;
