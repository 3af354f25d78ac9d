/**
 * Step 4: capped copies of what passes on the live path, as retained slices under one global byte budget.
 */
@NullMarked
package dev.understudy.tee;

import org.jspecify.annotations.NullMarked;
