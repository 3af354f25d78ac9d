/**
 * For steps 9 and 10, the canonical model: what a completion says, whatever provider's wire it came over. Depends on nothing.
 */
@NullMarked
package dev.understudy.canonical;

import org.jspecify.annotations.NullMarked;
