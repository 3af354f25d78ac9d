/** Step 10, a family of comparators: whether both answers arrived, and how they ended. */
@NullMarked
package dev.understudy.compare.status;

import org.jspecify.annotations.NullMarked;
