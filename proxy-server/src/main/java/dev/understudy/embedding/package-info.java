/**
 * For step 10: the embedding model that the comparator {@code semantic} uses: all-MiniLM-L6-v2 on ONNX Runtime, in this process, without
 * network.
 */
@NullMarked
package dev.understudy.embedding;

import org.jspecify.annotations.NullMarked;
