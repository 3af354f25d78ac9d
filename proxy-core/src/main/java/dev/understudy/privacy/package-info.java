/**
 * Step 6: pseudonyms for personal data in whatever leaves for a candidate, a store, a stream or a log.
 */
@NullMarked
package dev.understudy.privacy;

import org.jspecify.annotations.NullMarked;
