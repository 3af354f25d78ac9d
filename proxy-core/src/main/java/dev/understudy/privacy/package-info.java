/**
 * Step 6: pseudonyms for personal data in whatever leaves for a candidate, a store, a stream or a log.
 *
 * <p>Starting points: {@link dev.understudy.privacy.Pseudonymisers} makes a policy, {@code TextScan} is the one pass over
 * a text, {@code RequestWalk} says which texts of a request are passed over.
 */
@NullMarked
package dev.understudy.privacy;

import org.jspecify.annotations.NullMarked;
