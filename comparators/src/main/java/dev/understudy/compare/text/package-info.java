/** Step 10, a family of comparators: how far two texts are apart, in words. */
@NullMarked
package dev.understudy.compare.text;

import org.jspecify.annotations.NullMarked;
