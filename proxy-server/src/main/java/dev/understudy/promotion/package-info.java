/**
 * The candidate gets the part: the configuration file is changed in place, so that live becomes what the candidate was, and can be
 * changed back. Start at {@link dev.understudy.promotion.Promotion}.
 */
@NullMarked
package dev.understudy.promotion;

import org.jspecify.annotations.NullMarked;
