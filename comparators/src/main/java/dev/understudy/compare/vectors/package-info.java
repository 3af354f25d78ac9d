/** Step 10, a family of comparators: how far embeddings of the same texts are apart. */
@NullMarked
package dev.understudy.compare.vectors;

import org.jspecify.annotations.NullMarked;
